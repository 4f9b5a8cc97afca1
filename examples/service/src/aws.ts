import { Sha256 } from '@aws-crypto/sha256-js';
import { defaultProvider } from '@aws-sdk/credential-provider-node';
import { MetadataService } from '@aws-sdk/ec2-metadata-service';
import { Signer } from '@aws-sdk/rds-signer';
import { SignatureV4 } from '@smithy/signature-v4';
import type { IamLogin } from './config';

/** Who we are, and where. */
export interface Aws {
  readonly region: () => Promise<string>;
  readonly credentials: ReturnType<typeof defaultProvider>;
}

export function findAws(region: string | undefined): Aws {
  return {
    region: once(async () => region ?? await regionOfInstance()),
    // Remembered until shortly before they expire. One for all, so that a hundred connections do not ask a hundred times.
    credentials: defaultProvider({ timeout: 1_000, maxRetries: 2 }),
  };
}

/** The library puts the slash before it. */
async function regionOfInstance(): Promise<string> {
  return new MetadataService({ httpOptions: { timeout: 1_000 }, ec2MetadataV1Disabled: true }).request('latest/meta-data/placement/region', {});
}

/** What fails is asked again the next time. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => answer ??= ask().catch((error: unknown) => {
    answer = undefined;
    throw error;
  });
}

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.Connecting.html */
export async function databaseToken(aws: Aws, hostname: string, port: number, username: string): Promise<string> {
  return new Signer({ hostname, port, username, region: await aws.region(), credentials: aws.credentials }).getAuthToken();
}

/** A token logs in for this long; a connection that it has opened lasts for 12 hours. */
const CACHE_TOKEN_SECONDS = 900;

/**
 * What a cache takes as a password: a signed request that is never sent, without its scheme. It goes to the cache by its name,
 * not by its address.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export async function cacheToken(aws: Aws, { user, cacheName, serverless }: IamLogin, signingDate = new Date()): Promise<string> {
  // A cache's name is known in lower case only.
  const hostname = cacheName.toLowerCase();
  const signer = new SignatureV4({ service: 'elasticache', region: await aws.region(), credentials: aws.credentials, sha256: Sha256 });
  const { query } = await signer.presign({
    method: 'GET',
    protocol: 'http:',
    hostname,
    path: '/',
    headers: { host: hostname },
    query: { Action: 'connect', User: user, ...(serverless ? { ResourceType: 'ServerlessCache' } : {}) },
  }, { expiresIn: CACHE_TOKEN_SECONDS, signingDate });
  return `${hostname}/?${Object.entries(query ?? {}).map(([name, value]) => `${encode(name)}=${encode(String(value))}`).join('&')}`;
}

/** As the signature has it: `encodeURIComponent` leaves these as they are. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
