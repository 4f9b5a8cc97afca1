import { jsonOf } from '../json';
import { fieldsOf, isFields, listOf } from '../kinds';
import { From, TAGS, Translation, json, listed, unless } from './shapes';

/** A plan writes a block with nothing in it where there is none. */
const INLINE_POLICIES: From = (args) => {
  const blocks = listOf(args.inline_policy).filter((block) => !isFields(block) || (block.policy !== undefined && block.policy !== ''));
  const policies = blocks.map((block) => isFields(block) ? fieldsOf([['PolicyName', block.name], ['PolicyDocument', jsonOf(block.policy)]]) : block);
  return policies.length > 0 ? policies : undefined;
};

export const IDENTITY: Readonly<Record<string, Translation>> = {
  aws_iam_role: {
    type: 'AWS::IAM::Role',
    attributes: { id: 'Ref', name: 'Ref', unique_id: 'RoleId' },
    properties: {
      RoleName: 'name',
      Description: unless('description', ''),
      Path: unless('path', ''),
      AssumeRolePolicyDocument: json('assume_role_policy'),
      ManagedPolicyArns: 'managed_policy_arns',
      PermissionsBoundary: unless('permissions_boundary', ''),
      MaxSessionDuration: 'max_session_duration',
      Policies: INLINE_POLICIES,
      Tags: TAGS,
    },
  },
  aws_iam_policy: {
    type: 'AWS::IAM::ManagedPolicy',
    attributes: { arn: 'Ref', id: 'Ref' },
    told: { name: 'PolicyName' },
    properties: { ManagedPolicyName: 'name', Description: unless('description', ''), Path: unless('path', ''), PolicyDocument: json('policy') },
  },
  aws_iam_role_policy: {
    type: 'AWS::IAM::Policy',
    properties: { PolicyName: 'name', PolicyDocument: json('policy'), Roles: listed('role') },
  },
  aws_iam_instance_profile: {
    type: 'AWS::IAM::InstanceProfile',
    attributes: { id: 'Ref', name: 'Ref' },
    properties: { InstanceProfileName: 'name', Path: unless('path', ''), Roles: listed('role') },
  },
};
