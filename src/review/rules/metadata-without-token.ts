import { Evidence, Rule } from './rule';
import { isTold } from './told';
import { Severity } from '../finding';
import { Topology } from '../topology';

export const METADATA_WITHOUT_TOKEN: Rule = {
  id: 'metadata-without-token',
  title: 'Whoever can make a server ask gets its role',
  severity: Severity.WARNING,
  why: 'A service that fetches a URL for somebody else fetches the credentials of its server too, unless the metadata service asks for a token. Every server of the tier has the same role.',
  mend: 'Set MetadataOptions.HttpTokens to required, and HttpPutResponseHopLimit to 1.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html',
  check: (topology: Topology): Evidence[] => [...new Map(serversIn(topology).map((server) => [server.id, server])).values()]
    .filter(({ id, property, tokens, isDisabled }) => tokens !== 'required' && !isDisabled && isTold(topology, id, property))
    .filter(({ tokens, image }) => tokens !== undefined || !asksByItself(image))
    .map(({ id, property, tokens }) => ({
      resourceId: id,
      property,
      message: tokens === undefined ? 'No HttpTokens: the image or the account decides.' : `HttpTokens ${tokens}.`,
      severity: tokens === undefined ? Severity.NOTE : undefined,
    })),
};

interface Asked {
  readonly id: string;
  readonly property: string;
  readonly tokens?: string;
  readonly isDisabled?: boolean;
  readonly image?: string;
}

function serversIn({ tiers, standaloneServers }: Topology): Asked[] {
  const launched = tiers.flatMap(({ launch, servers: { metadataTokens, metadataDisabled, image } }): Asked[] => launch === undefined ? [] : [{
    id: launch.id,
    property: launch.kind === 'LaunchTemplate' ? 'LaunchTemplateData.MetadataOptions.HttpTokens' : 'MetadataOptions.HttpTokens',
    tokens: metadataTokens,
    isDisabled: metadataDisabled,
    image,
  }]);
  // A server that nobody else is like is told of only where its document says so.
  const alone = standaloneServers.filter(({ metadataTokens }) => metadataTokens !== undefined).map(({ id, metadataTokens, metadataDisabled }) => (
    { id, property: 'MetadataOptions.HttpTokens', tokens: metadataTokens, isDisabled: metadataDisabled }));
  return [...launched, ...alone];
}

/** Images that ask for a token unless they are told otherwise. */
function asksByItself(image: string | undefined): boolean {
  return image !== undefined && /al2023|bottlerocket/i.test(image);
}
