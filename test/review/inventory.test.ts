import { Inventory } from '../../src/review';

test('counts the resources of a CloudFormation template', () => {
  const { byType, total } = Inventory.of({ Resources: { B: { Type: 'AWS::S3::Bucket' }, A: { Type: 'AWS::SNS::Topic' }, C: { Type: 'AWS::S3::Bucket' } } });
  expect(byType).toEqual({ 'AWS::S3::Bucket': 2, 'AWS::SNS::Topic': 1 });
  expect(total).toBe(3);
});

test('counts the resources of Terraform JSON', () => {
  const { byType, total } = Inventory.of({ resource: { aws_lb: { web: {}, api: {} }, aws_vpc: { main: {} } } });
  expect(byType).toEqual({ aws_lb: 2, aws_vpc: 1 });
  expect(total).toBe(3);
});

test.each([[undefined], [null], [[]], [{}], [{ Resources: [] }], ['text']])('%p is neither', (document) => {
  expect(() => Inventory.of(document)).toThrow("Inventory: the document must be a CloudFormation template with 'Resources' or Terraform JSON with 'resource'.");
});
