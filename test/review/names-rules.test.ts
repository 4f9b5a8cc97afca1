import { Topology } from '../../src/review';
import { TWO_PRIMARIES } from '../../src/review/rules/two-primaries';

const PRIMARY = { Name: 'shop.example.com', Type: 'A', HostedZoneId: 'Z1', Failover: 'PRIMARY', TTL: '60', ResourceRecords: ['192.0.2.1'] };

test('the other primary is told by its region, where one program gave both records one id', () => {
  const [ireland, frankfurt] = ['eu-west-1', 'eu-central-1'].map((region) => Topology.fromCloudFormation({ Resources: { RecordA: recordOf(region) } }));
  expect(TWO_PRIMARIES.check(frankfurt, { topologies: [ireland, frankfurt] }).map(({ message }) => message))
    .toEqual(['shop.example.com A is PRIMARY, as RecordA of eu-west-1 is.']);
});

test('within one document the id says enough', () => {
  const both = Topology.fromCloudFormation({ Resources: { First: recordOf('first'), Second: recordOf('second') } });
  expect(TWO_PRIMARIES.check(both, { topologies: [both] }).map(({ message }) => message)).toEqual(['shop.example.com A is PRIMARY, as First is.']);
});

function recordOf(SetIdentifier: string): object {
  return { Type: 'AWS::Route53::RecordSet', Properties: { ...PRIMARY, SetIdentifier } };
}
