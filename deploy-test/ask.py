"""Asks the emulated AWS over its API, and prints the answers as JSON. The environment says where it is.

    ask.py certificate DOMAIN   requests a certificate and prints its ARN
    ask.py answers STACK        prints what there is, by API call
    ask.py probe STACK          deletes a change set that does not exist
    ask.py database all         prints what there is of databases, and every secret with what it holds
"""

import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.parsers import ResponseParserError

# A failure is an answer too, and is not to be hidden by trying again.
CONFIG = Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=60)

# service, operation, key of the answer
LISTS = [
    ("ec2", "describe_vpcs", "Vpcs"),
    ("ec2", "describe_subnets", "Subnets"),
    ("ec2", "describe_route_tables", "RouteTables"),
    ("ec2", "describe_internet_gateways", "InternetGateways"),
    ("ec2", "describe_nat_gateways", "NatGateways"),
    ("ec2", "describe_addresses", "Addresses"),
    ("ec2", "describe_security_groups", "SecurityGroups"),
    ("ec2", "describe_launch_templates", "LaunchTemplates"),
    ("ec2", "describe_instances", "Reservations"),
    ("elbv2", "describe_load_balancers", "LoadBalancers"),
    ("elbv2", "describe_target_groups", "TargetGroups"),
    ("autoscaling", "describe_auto_scaling_groups", "AutoScalingGroups"),
    ("autoscaling", "describe_policies", "ScalingPolicies"),
    ("cloudwatch", "describe_alarms", "MetricAlarms"),
    ("logs", "describe_log_groups", "logGroups"),
    ("iam", "list_roles", "Roles"),
    ("iam", "list_instance_profiles", "InstanceProfiles"),
    ("s3", "list_buckets", "Buckets"),
    ("cloudformation", "describe_stacks", "Stacks"),
]

# list to walk, its id, then service, operation, parameter that takes the id, further parameters
EACH = [
    ("DescribeVpcs", "VpcId", "ec2", "describe_vpc_attribute", "VpcId", {"Attribute": "enableDnsHostnames"}),
    ("DescribeVpcs", "VpcId", "ec2", "describe_vpc_attribute", "VpcId", {"Attribute": "enableDnsSupport"}),
    ("DescribeLaunchTemplates", "LaunchTemplateId", "ec2", "describe_launch_template_versions", "LaunchTemplateId", {"Versions": ["$Latest"]}),
    ("DescribeLoadBalancers", "LoadBalancerArn", "elbv2", "describe_load_balancer_attributes", "LoadBalancerArn", {}),
    ("DescribeLoadBalancers", "LoadBalancerArn", "elbv2", "describe_listeners", "LoadBalancerArn", {}),
    ("DescribeTargetGroups", "TargetGroupArn", "elbv2", "describe_target_group_attributes", "TargetGroupArn", {}),
    ("DescribeTargetGroups", "TargetGroupArn", "elbv2", "describe_target_health", "TargetGroupArn", {}),
    ("ListPolicies", "Arn", "iam", "get_policy", "PolicyArn", {}),
    ("ListPolicies", "Arn", "iam", "get_policy_version", "PolicyArn", {"VersionId": "v1"}),
    ("ListPolicies", "Arn", "iam", "list_entities_for_policy", "PolicyArn", {}),
    ("ListBuckets", "Name", "s3", "get_bucket_encryption", "Bucket", {}),
    ("ListBuckets", "Name", "s3", "get_bucket_versioning", "Bucket", {}),
    ("ListBuckets", "Name", "s3", "get_public_access_block", "Bucket", {}),
    ("ListBuckets", "Name", "s3", "get_bucket_ownership_controls", "Bucket", {}),
    ("ListBuckets", "Name", "s3", "get_bucket_lifecycle_configuration", "Bucket", {}),
    ("ListBuckets", "Name", "s3", "get_bucket_tagging", "Bucket", {}),
    ("ListBuckets", "Name", "s3", "get_bucket_policy", "Bucket", {}),
]


class Emulator:
    def __init__(self):
        self.clients = {}

    def client(self, service):
        if service not in self.clients:
            self.clients[service] = boto3.client(service, config=CONFIG)
        return self.clients[service]

    def ask(self, service, operation, **parameters):
        client = self.client(service)
        try:
            if client.can_paginate(operation):
                return client.get_paginator(operation).paginate(**parameters).build_full_result()
            answer = getattr(client, operation)(**parameters)
            answer.pop("ResponseMetadata", None)
            return answer
        except ClientError as error:
            return {"Error": error.response["Error"]["Code"], "Status": error.response["ResponseMetadata"]["HTTPStatusCode"]}
        except ResponseParserError:  # a page of HTML that says what went wrong, instead of an answer
            return {"Error": "InternalServerError", "Status": 500}

    def name(self, service, operation):
        return self.client(service).meta.method_to_api_mapping[operation]


def answers(emulator, stack):
    found = {emulator.name(service, operation): emulator.ask(service, operation).get(key, []) for service, operation, key in LISTS}
    found["ListPolicies"] = emulator.ask("iam", "list_policies", Scope="Local").get("Policies", [])
    for walked, identifier, service, operation, parameter, further in EACH:
        by_id = found.setdefault(emulator.name(service, operation), {})
        for item in found[walked]:
            by_id.setdefault(item[identifier], {}).update(emulator.ask(service, operation, **{parameter: item[identifier]}, **further))
    found["DescribeStackResources"] = emulator.ask("cloudformation", "describe_stack_resources", StackName=stack).get("StackResources", [])
    found["GetTemplate"] = emulator.ask("cloudformation", "get_template", StackName=stack).get("TemplateBody", {})
    parameters = emulator.ask("ssm", "describe_parameters").get("Parameters", [])
    # Those that AWS makes are listed by the emulator alone.
    found["DescribeParameters"] = {item["Name"]: item for item in parameters if not item["Name"].startswith("/aws/")}
    found["GetParameter"] = {name: emulator.ask("ssm", "get_parameter", Name=name).get("Parameter") for name in parameter_names(found)}
    return found


def parameter_names(found):
    """Of the parameters that the template reads, and of those that somebody made."""
    read = [slot.get("Default") for slot in found["GetTemplate"].get("Parameters", {}).values() if slot["Type"].startswith("AWS::SSM::")]
    return [name for name in read + list(found["DescribeParameters"]) if name]


def probe(emulator, stack):
    """The CLI does so before it creates a change set, and AWS answers with 200."""
    return emulator.ask("cloudformation", "delete_change_set", StackName=stack, ChangeSetName="absent")


def database(emulator):
    groups = emulator.ask("rds", "describe_db_parameter_groups").get("DBParameterGroups", [])
    secrets = emulator.ask("secretsmanager", "list_secrets", IncludePlannedDeletion=True).get("SecretList", [])
    return {
        "DBInstances": emulator.ask("rds", "describe_db_instances").get("DBInstances", []),
        "DBSubnetGroups": emulator.ask("rds", "describe_db_subnet_groups").get("DBSubnetGroups", []),
        "DBSnapshots": emulator.ask("rds", "describe_db_snapshots").get("DBSnapshots", []),
        "DBParameterGroups": [group for group in groups if not group["DBParameterGroupName"].startswith("default.")],
        "Documents": emulator.ask("ssm", "list_documents", Filters=[{"Key": "Owner", "Values": ["Self"]}]).get("DocumentIdentifiers", []),
        "Secrets": [{**secret, **emulator.ask("secretsmanager", "get_secret_value", SecretId=secret["ARN"])} for secret in secrets],
    }


if __name__ == "__main__":
    what, subject = sys.argv[1:]
    aws = Emulator()
    if what == "certificate":
        print(aws.ask("acm", "request_certificate", DomainName=subject)["CertificateArn"])
    elif what == "probe":
        print(json.dumps(probe(aws, subject)))
    elif what == "database":
        print(json.dumps(database(aws), default=str))
    else:
        print(json.dumps(answers(aws, subject), default=str))
