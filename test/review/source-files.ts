import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';

/** A directory of a test's own, with files in it: texts and bytes as they are, anything else as JSON. */
export class Files {
  public readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'sources-')));

  public write(files: { readonly [path: string]: unknown }): string {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(this.at(path)), { recursive: true });
      writeFileSync(this.at(path), typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content, undefined, 1));
    }
    return this.root;
  }

  public at(path: string): string {
    return join(this.root, path);
  }

  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A template of a group, whose launch template is named. */
export function template(resources: object = { Group: group() }, rest: object = {}): object {
  return { AWSTemplateFormatVersion: '2010-09-09', Resources: resources, ...rest };
}

export function group(properties: object = {}, rest: object = {}): object {
  return { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: '2', MaxSize: '4', ...properties }, ...rest };
}

interface StackArtifact {
  readonly template: string;
  readonly environment?: string;
  readonly more?: object;
}

/** The manifest of `cdk.out`: templates by the ids of their stacks, and where these are deployed to. */
export function manifest(stacks: { readonly [id: string]: StackArtifact }, others: object = {}): object {
  const artifacts = Object.entries(stacks).map(([id, { template: templateFile, environment = 'aws://unknown-account/unknown-region', more }]) =>
    [id, { type: 'aws:cloudformation:stack', environment, properties: { templateFile, stackName: id }, displayName: id, ...more }]);
  return { version: '55.0.0', artifacts: { ...Object.fromEntries(artifacts), ...others } };
}

/** A stack in a stack, whose template is an asset. */
export function nested(path: string, parameters: object = {}): object {
  return {
    Type: 'AWS::CloudFormation::Stack',
    Properties: { TemplateURL: { 'Fn::Sub': 'https://assets' }, Parameters: parameters },
    Metadata: { 'aws:asset:path': path, 'aws:asset:property': 'TemplateURL' },
  };
}
