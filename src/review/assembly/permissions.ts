import { Launch } from './servers';
import { Resource, textOf, Value } from '../document';
import { Resources } from './resources';
import { statementsIn } from './statements';
import { Statement } from '../topology-storage';
import { at, listOf, referenceOf } from './values';

const MANAGED = 'AWS::IAM::ManagedPolicy';
const POLICIES = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', MANAGED];

export interface Permissions {
  readonly permissions: Statement[];
  readonly managedPolicies: string[];
}

/** What the role of the servers may do, by all the ways in which it is told so. */
export function permissionsOf(launch: Launch, resources: Resources): Permissions {
  const roles = rolesOf(launch, resources);
  return {
    permissions: roles.flatMap((role) => [...inlineIn(role), ...attachedTo(role, resources)]),
    managedPolicies: roles.flatMap((role) => foreignOf(role, resources)),
  };
}

function rolesOf(launch: Launch, resources: Resources): Resource[] {
  const named = at(launch, 'IamInstanceProfile');
  const profile = [at(named, 'Arn'), at(named, 'Name')]
    .map((value) => resources.find(value, 'AWS::IAM::InstanceProfile', 'InstanceProfileName')).find((found) => found !== undefined);
  return listOf(profile?.properties.Roles)
    .map((role) => resources.find(role, 'AWS::IAM::Role', 'RoleName')).filter((role) => role !== undefined);
}

function inlineIn(role: Resource): Statement[] {
  return listOf(role.properties.Policies).flatMap((policy) => statementsIn(at(policy, 'PolicyDocument')));
}

function attachedTo(role: Resource, resources: Resources): Statement[] {
  const naming = POLICIES.flatMap((type) => ['Roles', 'RoleName'].flatMap((property) => resources.pointingTo(role, type, property, 'RoleName')));
  const listed = listOf(role.properties.ManagedPolicyArns).flatMap((value) => POLICIES.flatMap((type) => resources.find(value, type) ?? []));
  return resources.inOrder([...naming, ...listed]).flatMap(({ properties }) => statementsIn(properties.PolicyDocument));
}

function foreignOf(role: Resource, resources: Resources): string[] {
  const isForeign = (value: Value) => referenceOf(value) === undefined || !resources.find(value, MANAGED);
  return listOf(role.properties.ManagedPolicyArns).filter(isForeign).map((value) => textOf(value) ?? '<unknown>');
}
