import { Launch } from './servers';
import { Resource, textOf, Value } from '../document';
import { refersTo, Resources } from './resources';
import { statementsIn } from './statements';
import { Statement } from '../topology-storage';
import { at, listOf, referenceOf } from './values';

const MANAGED = 'AWS::IAM::ManagedPolicy';

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
  return resources.ofTypes('AWS::IAM::Policy', 'AWS::IAM::RolePolicy', MANAGED)
    .filter((policy) => isAttached(policy, role))
    .flatMap(({ properties }) => statementsIn(properties.PolicyDocument));
}

function isAttached(policy: Resource, role: Resource): boolean {
  const roles = [...listOf(policy.properties.Roles), ...listOf(policy.properties.RoleName)];
  return roles.some((value) => refersTo(value, role, 'RoleName')) || listOf(role.properties.ManagedPolicyArns).some((value) => refersTo(value, policy));
}

function foreignOf(role: Resource, resources: Resources): string[] {
  const isForeign = (value: Value) => referenceOf(value) === undefined || !resources.find(value, MANAGED);
  return listOf(role.properties.ManagedPolicyArns).filter(isForeign).map((value) => textOf(value) ?? '<unknown>');
}
