import { alarmsOf } from './assembly/alarms';
import { balancersOf } from './assembly/balancers';
import { cachesOf } from './assembly/caches';
import { dashboardsOf } from './assembly/dashboards';
import { databasesOf } from './assembly/databases';
import { distributionsOf } from './assembly/distributions';
import { globalDatabasesOf } from './assembly/global-databases';
import { dnsHealthChecksOf } from './assembly/health-checks';
import { certificatesOf, dnsNamesOf, hostedZonesOf } from './assembly/names';
import { networksOf } from './assembly/networks';
import { pathsOf } from './assembly/paths';
import { Resources } from './assembly/resources';
import { commandDocumentsOf, secretsOf } from './assembly/secrets';
import { standaloneServersOf } from './assembly/standalone-servers';
import { bucketsOf, logGroupsOf, parametersOf } from './assembly/storage';
import { tiersOf } from './assembly/tiers';
import { notUnderstoodIn, unknownsOf } from './assembly/unknowns';
import { Document } from './document';
import { readCloudFormation } from './read-cloudformation';
import { readTerraform } from './read-terraform';
import { withoutSecrets } from './secrets';
import { Alarm, Dashboard } from './topology-alarms';
import { Balancer } from './topology-balancers';
import { Cache } from './topology-caches';
import { Database, GlobalDatabase } from './topology-databases';
import { Distribution } from './topology-distributions';
import { Certificate, DnsHealthCheck, DnsName, HostedZone } from './topology-names';
import { Network, Path } from './topology-networks';
import { Assumption, ReadOptions, UnknownValue } from './topology-reading';
import { CommandDocument, Secret } from './topology-secrets';
import { Bucket, LogGroup, Parameter } from './topology-storage';
import { StandaloneServer, Tier } from './topology-tiers';

/**
 * What a synthesized document describes, whichever engine wrote it.
 *
 * A field that is absent is not told by the document, or not there; `unknowns` names what is there and cannot be known. In a list,
 * `<unknown>` stands for it. References are written by what they refer to, as `<AWS::S3::Bucket.Arn>`, and what is read from a secret
 * as `<secret …>`.
 */
export class Topology {
  /**
   * Reads a CloudFormation template.
   *
   * @param template parsed, as from `JSON.parse`
   * @throws if it is not a template
   */
  public static fromCloudFormation(template: any, options?: ReadOptions): Topology {
    return new Topology(withoutSecrets(readCloudFormation(template, options)));
  }

  /**
   * Reads Terraform JSON.
   *
   * @param document parsed, as from `JSON.parse`
   * @throws if it is not Terraform JSON
   */
  public static fromTerraform(document: any, options?: ReadOptions): Topology {
    return new Topology(withoutSecrets(readTerraform(document, options)));
  }

  /**
   * Of what has been read already, as stacks that are read as one.
   *
   * @internal
   */
  public static _of(document: Document): Topology {
    return new Topology(withoutSecrets(document));
  }

  /** `CloudFormation` or `Terraform`. */
  public readonly engine: string;
  /** Regions that are given, or that the document names. */
  public readonly regions: string[];
  /** Auto Scaling groups, and what belongs to each. */
  public readonly tiers: Tier[];
  /** Servers that belong to no group. */
  public readonly standaloneServers: StandaloneServer[];
  /** Load balancers with their listeners. */
  public readonly balancers: Balancer[];
  /** Databases with their instances and proxies. */
  public readonly databases: Database[];
  /** Databases of Aurora that are in several regions. */
  public readonly globalDatabases: GlobalDatabase[];
  /** Caches with their shards and users. */
  public readonly caches: Cache[];
  /** Secrets, and how they are made and rotated. */
  public readonly secrets: Secret[];
  /** Metric alarms, those that scale among them. */
  public readonly alarms: Alarm[];
  /** What security groups let in and out. */
  public readonly paths: Path[];
  /** Records of hosted zones. */
  public readonly dnsNames: DnsName[];
  /** Zones of names that the document makes. */
  public readonly hostedZones: HostedZone[];
  /** What records depend on. */
  public readonly healthChecks: DnsHealthCheck[];
  /** Distributions of CloudFront. */
  public readonly distributions: Distribution[];
  /** Certificates that the document requests. */
  public readonly certificates: Certificate[];
  /** Buckets with their policies. */
  public readonly buckets: Bucket[];
  /** Log groups. */
  public readonly logGroups: LogGroup[];
  /** Parameters of Systems Manager. */
  public readonly parameters: Parameter[];
  /** Documents of Systems Manager. */
  public readonly commandDocuments: CommandDocument[];
  /** Dashboards and what they show. */
  public readonly dashboards: Dashboard[];
  /** Networks that the document makes. */
  public readonly networks: Network[];
  /** What the document leaves open. */
  public readonly unknowns: UnknownValue[];
  /** Defaults that were taken for what may be given. */
  public readonly assumptions: Assumption[];
  /** Types of resources that nothing here is made of, with how many there are of each. */
  public readonly notUnderstood: { readonly [type: string]: number };

  private constructor(document: Document) {
    const resources = new Resources(document);
    this.engine = document.engine;
    this.regions = [...document.regions];
    this.tiers = tiersOf(resources);
    this.standaloneServers = standaloneServersOf(resources);
    this.balancers = balancersOf(resources);
    this.databases = databasesOf(resources);
    this.globalDatabases = globalDatabasesOf(this.databases, resources);
    this.caches = cachesOf(resources);
    this.secrets = secretsOf(resources);
    this.alarms = alarmsOf(resources);
    this.paths = pathsOf(resources);
    this.dnsNames = dnsNamesOf(resources);
    this.hostedZones = hostedZonesOf(resources);
    this.healthChecks = dnsHealthChecksOf(resources);
    this.distributions = distributionsOf(resources);
    this.certificates = certificatesOf(resources);
    this.buckets = bucketsOf(resources);
    this.logGroups = logGroupsOf(resources);
    this.parameters = parametersOf(resources);
    this.commandDocuments = commandDocumentsOf(resources);
    this.dashboards = dashboardsOf(resources);
    this.networks = networksOf(resources);
    this.unknowns = unknownsOf(resources);
    this.assumptions = [...document.assumptions];
    this.notUnderstood = notUnderstoodIn(resources);
  }
}
