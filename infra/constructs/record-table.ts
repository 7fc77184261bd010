import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, Grant, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { AUDIT_PARTITIONS, BASE_KEY, EXPIRY_ATTRIBUTE, INDEXES } from '../../shared/adapters/dynamodb/table.ts';
import type { Route } from '../../shared/http/routes/route.ts';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** The actions the stores use: no scan, no transaction, no change of the table itself. */
const TABLE_ACTIONS = {
  none: [],
  read: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  write: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'],
} as const satisfies Record<Route['table'], readonly string[]>;

/** The only table: on demand, under the customer key, with point-in-time recovery, kept when the stack is deleted. */
export class RecordTable extends Table {
  constructor(scope: Construct, id: string, key: IKey) {
    super(scope, id, {
      partitionKey: string(BASE_KEY.pk),
      sortKey: string(BASE_KEY.sk),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: EXPIRY_ATTRIBUTE,
    });
    for (const { name, pk, sk } of Object.values(INDEXES))
      this.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: string(pk),
        sortKey: string(sk),
        projectionType: ProjectionType.KEYS_ONLY,
      });
  }

  /** Write access includes read access; the table and its indexes by name, and the key that encrypts them. */
  allow(access: Route['table'], grantee: IGrantable): void {
    if (access === 'none') return;
    const indexes = Object.values(INDEXES).map(({ name }) => `${this.tableArn}/index/${name}`);
    Grant.addToPrincipal({
      grantee,
      actions: [...TABLE_ACTIONS.read, ...(access === 'write' ? TABLE_ACTIONS.write : [])],
      resourceArns: [this.tableArn, ...indexes],
    });
    if (access === 'write')
      grantee.grantPrincipal.addToPrincipalPolicy(
        new PolicyStatement({
          sid: 'KeepTheAuditTrail',
          effect: Effect.DENY,
          actions: ['dynamodb:DeleteItem', 'dynamodb:UpdateItem'],
          resources: [this.tableArn],
          conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': [AUDIT_PARTITIONS] } },
        }),
      );
    if (access === 'write') this.encryptionKey?.grantEncryptDecrypt(grantee);
    else this.encryptionKey?.grantDecrypt(grantee);
  }
}
