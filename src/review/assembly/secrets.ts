import { secretBehind } from './credentials';
import { Resource, textOf, Value } from '../document';
import { jsonOf } from '../json';
import { Resources } from './resources';
import { asJsonText } from '../texts';
import { CommandDocument, GeneratedSecret, Secret } from '../topology-secrets';
import { at, flagOf, idOf, numberOf, referencesIn } from './values';

const DATABASES = ['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'];

export function secretsOf(resources: Resources): Secret[] {
  return resources.ofType('AWS::SecretsManager::Secret').map((secret) => secretOf(secret, resources));
}

function secretOf(secret: Resource, resources: Resources): Secret {
  const { id, properties, isRetained } = secret;
  const rotation = about(secret, 'AWS::SecretsManager::RotationSchedule', resources)?.properties;
  const attachment = about(secret, 'AWS::SecretsManager::SecretTargetAttachment', resources)?.properties;
  const template = jsonOf(at(properties.GenerateSecretString, 'SecretStringTemplate'));
  return {
    id,
    name: textOf(properties.Name),
    generated: generatedOf(properties.GenerateSecretString, template),
    rotationDays: daysOf(rotation?.RotationRules),
    rotatedBy: rotatedBy(rotation, resources),
    databaseId: idOf(attachment?.TargetId) ?? hostIn(template),
    kmsKey: idOf(properties.KmsKeyId),
    isRetained,
  };
}

function about(secret: Resource, type: string, resources: Resources): Resource | undefined {
  return resources.ofType(type).find(({ properties }) => secretBehind(properties.SecretId, resources) === secret);
}

function generatedOf(generation: Value | undefined, template: Value | undefined): GeneratedSecret | undefined {
  if (generation === undefined) { return undefined; }
  return {
    username: textOf(at(template, 'username')),
    length: numberOf(at(generation, 'PasswordLength')),
    excludeCharacters: textOf(at(generation, 'ExcludeCharacters')),
    excludePunctuation: flagOf(at(generation, 'ExcludePunctuation')),
  };
}

/** Where nothing attaches a secret to its database, the secret says itself where that is. */
function hostIn(template: Value | undefined): string | undefined {
  return referencesIn(at(template, 'host')).find(({ type }) => DATABASES.includes(type))?.resource;
}

/** As a number, or as `rate(30 days)`. */
function daysOf(rules: Value | undefined): number | undefined {
  const rate = /^rate\((\d+) days?\)$/.exec(textOf(at(rules, 'ScheduleExpression')) ?? '');
  return numberOf(at(rules, 'AutomaticallyAfterDays')) ?? numberOf(rate?.[1]);
}

function rotatedBy(rotation: Resource['properties'] | undefined, resources: Resources): string | undefined {
  const application = resources.find(rotation?.RotationLambdaARN, 'AWS::Serverless::Application');
  const name = textOf(at(application?.properties.Location, 'ApplicationId'))?.split('/').at(-1);
  return name ?? textOf(rotation?.RotationLambdaARN) ?? hostedOf(at(rotation?.HostedRotationLambda, 'RotationType'));
}

/** `PostgreSQLSingleUser`, by the name of the application that CloudFormation makes it of. */
function hostedOf(type: Value | undefined): string | undefined {
  return textOf(type)?.replace(/^(Db2|MariaDB|MySQL|Oracle|PostgreSQL|SQLServer)(SingleUser|MultiUser)$/, 'SecretsManagerRDS$1Rotation$2');
}

export function commandDocumentsOf(resources: Resources): CommandDocument[] {
  return resources.ofType('AWS::SSM::Document').map(({ id, properties }) => (
    { id, name: textOf(properties.Name), type: textOf(properties.DocumentType), content: textOf(asJsonText(jsonOf(properties.Content))) }));
}
