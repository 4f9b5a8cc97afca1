import { Topology } from '../../src/review';

const template = (Resources: object, rest: object = {}) => Topology.fromCloudFormation({ ...rest, Resources });
const terraform = (resource: object, rest: object = {}) => Topology.fromTerraform({ ...rest, resource });
const instance = (Properties: object) => ({ D: { Type: 'AWS::RDS::DBInstance', Properties } });

describe('a secret', () => {
  const hidden = (topology: Topology) => expect(JSON.stringify(topology)).not.toMatch(/hunter2|correct horse/);

  test('in plain text is said to be there, and not what it is', () => {
    const byCloudFormation = template({
      ...instance({ MasterUserPassword: { Ref: 'Password' } }),
      C: { Type: 'AWS::RDS::DBCluster', Properties: { MasterUserPassword: 'correct horse' } },
      S: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: '{"username":"u","password":"hunter2-too"}' } },
      P: { Type: 'AWS::SSM::Parameter', Properties: { Value: { 'Fn::Sub': 'A=hunter2-too B=${Password} C=correct horse D=${D}' } } },
    }, { Parameters: { Password: { Type: 'String', Default: 'hunter2-one' } } });
    hidden(byCloudFormation);
    expect(byCloudFormation.databases.map(({ adminSecret }) => adminSecret)).toEqual(['literal', 'literal']);
    expect(byCloudFormation.parameters[0].value).toBe('A=<secret> B=<secret> C=<secret> D=<AWS::RDS::DBInstance.Ref>');
    expect(byCloudFormation.assumptions).toEqual([{ name: 'Password', value: '<secret>' }]);

    const byTerraform = terraform({
      aws_db_instance: { d: { password: '${var.password}' } },
      aws_rds_cluster: { c: { master_password: 'correct horse' } },
      aws_secretsmanager_secret: { s: {} },
      aws_secretsmanager_secret_version: {
        s: { secret_id: '${aws_secretsmanager_secret.s.id}', secret_string: '{"username":"u","password":"hunter2-too"}' }, elsewhere: { secret_id: 's', secret_string: 'hunter2-three' },
      },
      aws_ssm_parameter: { p: { value: 'A=${aws_secretsmanager_secret_version.s.secret_string} B=${aws_db_instance.d.password} C=correct horse D=hunter2-three' } },
    }, { variable: { password: { default: 'hunter2-one' } } });
    hidden(byTerraform);
    expect(byTerraform.databases.map(({ adminSecret }) => adminSecret)).toEqual(['literal', 'literal']);
    expect(byTerraform.parameters[0].value).toContain('C=<secret> D=<secret>');
    expect(byTerraform.secrets).toMatchObject([{ generated: undefined }]);
  });

  test.each([
    ['{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf:SecretString:password::}}', '<secret arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf password>'],
    ['{{resolve:secretsmanager:db}}', '<secret db>'],
    ['{{resolve:ssm-secure:/db/password:3}}', '<secret /db/password:3>'],
    [{ 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'S' }, ':SecretString:password::}}']] }, '<secret <AWS::SecretsManager::Secret.Ref>>'],
  ])('that %j reads is named', (MasterUserPassword, adminSecret) => {
    const { databases } = template({ ...instance({ MasterUserPassword }), S: { Type: 'AWS::SecretsManager::Secret', Properties: {} } });
    expect(databases[0].adminSecret).toBe(adminSecret);
  });

  test.each([
    [{ HostedRotationLambda: { RotationType: 'PostgreSQLSingleUser' } }, 'SecretsManagerRDSPostgreSQLRotationSingleUser'],
    [{ HostedRotationLambda: { RotationType: 'MongoDBSingleUser' } }, 'MongoDBSingleUser'],
    [{ RotationLambdaARN: 'arn:aws:lambda:eu-west-1:1:function:rotate' }, 'arn:aws:lambda:eu-west-1:1:function:rotate'],
  ])('with %j is rotated by %s', (rotation, rotatedBy) => {
    const { secrets } = template({
      S: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
      R: { Type: 'AWS::SecretsManager::RotationSchedule', Properties: { SecretId: { Ref: 'S' }, RotationRules: { AutomaticallyAfterDays: 30 }, ...rotation } },
    });
    expect(secrets).toMatchObject([{ generated: undefined, rotationDays: 30, rotatedBy }]);
  });

  test('within a text is named too', () => {
    const { parameters } = template({ P: { Type: 'AWS::SSM::Parameter', Properties: { Value: 'a {{resolve:secretsmanager:x:SecretString:y}} }} b {{resolve:secretsmanager:z' } } });
    expect(parameters[0].value).toBe('a <secret x y> }} b <secret z>');
  });

  test.each([
    ['one that a secret is made of', '${ephemeral.aws_secretsmanager_random_password.p.random_password}', 'generated', 'aws_secretsmanager_secret.s'],
    ['what is read from that', '${jsondecode(ephemeral.aws_secretsmanager_secret_version.v.secret_string)["password"]}', 'generated', 'aws_secretsmanager_secret.s'],
    ['one that is kept in the state', '${random_password.r.result}', 'generated', undefined],
    ['one that is declared nowhere', '${ephemeral.random_password.nowhere.result}', 'generated', undefined],
    ['one that is looked up', '${ephemeral.other.v.value}', undefined, undefined],
  ])('of Terraform may be %s', (_, password, adminSecret, adminSecretId) => {
    const { databases, unknowns } = terraform({
      random_password: { r: { length: 20 } },
      aws_db_instance: { d: { password_wo: password } },
      aws_secretsmanager_secret: { s: {} },
      aws_secretsmanager_secret_version: {
        v: { secret_id: '${aws_secretsmanager_secret.s.id}', secret_string_wo: '${ephemeral.aws_secretsmanager_random_password.p.random_password}' },
      },
    }, {
      ephemeral: { aws_secretsmanager_random_password: { p: {} }, aws_secretsmanager_secret_version: { v: { secret_id: '${aws_secretsmanager_secret.s.id}' } } },
    });
    expect(databases).toMatchObject([{ adminSecret, adminSecretId }]);
    expect(unknowns).toEqual([]);
  });

  test('is in no plan either', () => {
    const plan = {
      planned_values: {
        root_module: {
          resources: [
            { address: 'aws_db_instance.d', mode: 'managed', type: 'aws_db_instance', name: 'd', values: { engine: 'postgres', password_wo: null } },
            { address: 'aws_secretsmanager_secret.s', mode: 'managed', type: 'aws_secretsmanager_secret', name: 's', values: {} },
          ],
        },
      },
      configuration: {
        root_module: {
          resources: [
            { address: 'aws_db_instance.d', mode: 'managed', expressions: { password_wo: { references: ['ephemeral.aws_secretsmanager_secret_version.v.secret_string', 'ephemeral.aws_secretsmanager_secret_version.v'] } } },
            {
              address: 'ephemeral.aws_secretsmanager_secret_version.v',
              mode: 'ephemeral',
              type: 'aws_secretsmanager_secret_version',
              name: 'v',
              expressions: { secret_id: { references: ['aws_secretsmanager_secret.s.id', 'aws_secretsmanager_secret.s'] } },
            },
          ],
        },
      },
    };
    expect(Topology.fromTerraform(plan).databases).toMatchObject([{ engine: 'postgres', adminSecretId: 'aws_secretsmanager_secret.s' }]);
  });
});
