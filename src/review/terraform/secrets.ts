import { Ephemeral, Reference, Value } from '../document';
import { jsonOf } from '../json';
import { Fields, fieldsOf, isFields } from '../kinds';
import { From, Shape, TAGS, Translation, at, either, json, one, unless } from './shapes';

const VERSION = 'aws_secretsmanager_secret_version';

/** Arguments of what makes a password, by the names of both of its makers. */
const GENERATION: Shape = {
  PasswordLength: either('password_length', 'length'),
  ExcludeCharacters: 'exclude_characters',
  ExcludePunctuation: 'exclude_punctuation',
};

const TEXT = either('secret_string_wo', 'secret_string');

/** A password that something makes, alone or among what goes with it. */
function generatedIn(value: Value | undefined): readonly [string | undefined, Value] | undefined {
  if (isGenerated(value)) { return [undefined, value]; }
  const members = isFields(value) ? Object.entries(value) : [];
  return members.find(([, member]) => isGenerated(member));
}

function isGenerated(value: Value | undefined): value is Ephemeral | Reference {
  return value instanceof Ephemeral || (value instanceof Reference && value.type === 'random_password');
}

/** What CloudFormation lets Secrets Manager make, Terraform makes itself and writes into the secret. */
const generation: From = (args, self) => {
  const text = jsonOf(TEXT(args, self));
  const [name, made] = generatedIn(text) ?? [];
  if (made === undefined) { return undefined; }
  const others = isFields(text) ? Object.entries(text).filter(([other]) => other !== name) : [];
  const makes = made instanceof Ephemeral ? Object.entries(GENERATION).map(([property, from]) =>
    [property, typeof from === 'string' ? at(made.properties, from) : from(made.properties, self)] as const) : [];
  return fieldsOf([...makes, ['GenerateStringKey', name], ['SecretStringTemplate', others.length > 0 ? fieldsOf(others) : undefined]]);
};

/** What is written apart from a secret: in CloudFormation it is the secret's, by the argument that names it. */
export const SECRET_TEXT: Shape = {
  GenerateSecretString: generation,
  SecretString: (args: Fields, self) => {
    const text = TEXT(args, self);
    return generatedIn(jsonOf(text))?.[1] ?? text;
  },
};

export const SECRETS: Readonly<Record<string, Translation>> = {
  aws_secretsmanager_secret: {
    type: 'AWS::SecretsManager::Secret',
    attributes: { id: 'Ref', arn: 'Ref' },
    properties: { Name: 'name', Description: unless('description', ''), KmsKeyId: unless('kms_key_id', ''), Tags: TAGS },
  },
  [VERSION]: {
    // It is put into the secret, and has a translation so that nobody reads its text through a reference.
    type: VERSION,
    attributes: { secret_string: 'SecretString', secret_string_wo: 'SecretString', secret_binary: 'SecretString' },
    properties: { secret_id: 'secret_id', secret_string: 'secret_string', secret_string_wo: 'secret_string_wo' },
  },
  aws_secretsmanager_secret_rotation: {
    type: 'AWS::SecretsManager::RotationSchedule',
    properties: {
      SecretId: 'secret_id',
      RotationLambdaARN: 'rotation_lambda_arn',
      RotationRules: one('rotation_rules', {
        AutomaticallyAfterDays: unless('automatically_after_days', 0), Duration: unless('duration', ''), ScheduleExpression: unless('schedule_expression', ''),
      }),
    },
  },
  aws_serverlessapplicationrepository_cloudformation_stack: {
    type: 'AWS::Serverless::Application',
    attributes: { 'id': 'Ref', 'outputs.RotationLambdaARN': 'Outputs.RotationLambdaARN' },
    properties: {
      Location: (args) => fieldsOf([['ApplicationId', args.application_id], ['SemanticVersion', args.semantic_version]]),
      Parameters: 'parameters',
      Tags: TAGS,
    },
  },
  aws_ssm_document: {
    type: 'AWS::SSM::Document',
    attributes: { id: 'Ref', name: 'Ref' },
    properties: { Name: 'name', DocumentType: 'document_type', DocumentFormat: 'document_format', Content: json('content'), Tags: TAGS },
  },
};
