import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnLoggingConfiguration, CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { CALLS_PER_ADDRESS } from '../../shared/http/limits.ts';
import type { DeploymentSettings } from '../settings.ts';

const visible = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

/** An AWS managed rule group. `countOnly` rules count but do not block. */
const managed = (priority: number, name: string, ...countOnly: readonly string[]): CfnWebACL.RuleProperty => ({
  name,
  priority,
  overrideAction: { none: {} },
  visibilityConfig: visible(name),
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
});

/** Web ACL of the API: known bad addresses and inputs, and a rate limit per address. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, stage: Stage, key: IKey, settings: DeploymentSettings) {
    super(scope, id);
    const stack = Stack.of(this);
    const acl = new CfnWebACL(this, 'Acl', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visible('Stresspass'),
      rules: [
        {
          name: 'CallsPerAddress',
          priority: 0,
          action: { block: {} },
          visibilityConfig: visible('CallsPerAddress'),
          statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit: CALLS_PER_ADDRESS } },
        },
        managed(1, 'AWSManagedRulesAmazonIpReputationList'),
        managed(2, 'AWSManagedRulesKnownBadInputsRuleSet'),
        // Bundles are longer than 8 kB, and their narrative is XHTML: these two rules would block both.
        managed(3, 'AWSManagedRulesCommonRuleSet', 'SizeRestrictions_BODY', 'CrossSiteScripting_BODY'),
      ],
    });
    new CfnWebACLAssociation(this, 'OnStage', { webAclArn: acl.attrArn, resourceArn: stage.stageArn });

    // AWS WAF accepts only log groups whose name starts with this.
    const logGroupName = `aws-waf-logs-${stack.stackName.toLowerCase()}`;
    const logs = new LogGroup(this, 'Logs', {
      logGroupName,
      encryptionKey: key,
      retention: settings.logRetentionDays,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const logging = new CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: acl.attrArn,
      logDestinationConfigs: [
        stack.formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: [{ uriPath: {} }, { queryString: {} }, { singleHeader: { Name: 'authorization' } }],
    });
    logging.node.addDependency(logs);
  }
}
