import { PassThrough, Readable } from 'node:stream';
import { GetObjectCommand, HeadBucketCommand, NoSuchKey, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { Aws } from './aws';
import { Guard, within } from './guard';

export interface StoredFile {
  readonly body: Readable;
  readonly bytes?: number;
}

/** Where files are kept. */
export interface FileStore {
  put(name: string, body: Readable, bytes: number, signal: AbortSignal): Promise<void>;
  /** `undefined` if there is none of that name. */
  get(name: string): Promise<StoredFile | undefined>;
  /** Fails if it cannot be reached. */
  ping(): Promise<void>;
}

export class Bucket implements FileStore {
  private readonly s3: S3Client;

  constructor(private readonly bucket: string, aws: Aws) {
    this.s3 = new S3Client({
      region: aws.region,
      credentials: aws.credentials,
      maxAttempts: 2,
      requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true, socketTimeout: 10_000 },
    });
  }

  async put(name: string, body: Readable, bytes: number, abortSignal: AbortSignal) {
    await this.s3.send(new PutObjectCommand({ Bucket: this.bucket, Key: name, Body: body, ContentLength: bytes }), { abortSignal });
  }

  async get(name: string): Promise<StoredFile | undefined> {
    try {
      const { Body, ContentLength } = await this.s3.send(new GetObjectCommand({ Bucket: this.bucket, Key: name }));
      return { body: Body as Readable, bytes: ContentLength };
    } catch (error) {
      if (error instanceof NoSuchKey) { return undefined; }
      throw error;
    }
  }

  async ping() {
    try {
      await this.s3.send(new HeadBucketCommand({ Bucket: this.bucket }));
    } catch (error) {
      // Whoever may read and write objects need not be allowed to look at the bucket: being refused shows that it is there.
      if (!(error instanceof S3ServiceException && error.$metadata.httpStatusCode === 403)) { throw error; }
    }
  }
}

/** A caller who sends slower than the time limit, or not to the end, says nothing against the bucket. */
export class SlowUpload extends Error {
  readonly status = 408;

  constructor() {
    super('the file did not arrive in time');
    this.name = 'SlowUpload';
  }
}

/** A refusal of the bucket's says that it answers. */
export function isBucketOutage(error: unknown): boolean {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode ?? 500 : 500;
  return !(error instanceof SlowUpload) && (status >= 500 || status === 429);
}

/** Above what an upload may take, so that a slow caller is told apart from a slow bucket. */
export const FILES_TIMEOUT_MS = 20_000;
const UPLOAD_TIMEOUT_MS = 15_000;

/** The store behind its guard. */
export class GuardedFiles {
  constructor(private readonly store: FileStore, private readonly guard: Guard) {}

  async put(name: string, body: Readable, bytes: number) {
    await this.guard.call('PutObject', () => this.pass(body, (passage, signal) => this.store.put(name, passage, bytes, signal)));
  }

  async get(name: string): Promise<StoredFile | undefined> {
    return this.guard.call('GetObject', () => this.store.get(name));
  }

  /**
   * Hands the body on through a stream that never fails: one that does, as a request whose caller breaks off, has the library throw an
   * error where nobody can catch it. The transfer is called off instead.
   */
  private async pass(body: Readable, transfer: (passage: Readable, signal: AbortSignal) => Promise<void>) {
    const off = new AbortController();
    const callOff = () => off.abort();
    body.once('error', callOff).once('close', () => { if (!body.readableEnded) { callOff(); } });
    try {
      await within(UPLOAD_TIMEOUT_MS, transfer(body.pipe(new PassThrough()), off.signal));
    } catch (error) {
      throw body.readableEnded ? error : new SlowUpload();
    } finally {
      callOff();
    }
  }
}
