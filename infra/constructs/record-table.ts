import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Effect, Grant, type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { BASE_KEY, EXPIRY_ATTRIBUTE, INDEXES } from '../../shared/adapters/dynamodb/table.ts';
import { AUDIT_PARTITIONS } from '../../shared/adapters/dynamodb/table-partitions.ts';
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

  /**
   * Read access to the table and its indexes by name, and the key that encrypts them; write access includes it, and ends at the
   * partitions given.
   */
  allow(access: Route['table'], grantee: IGrantable, written: readonly string[] = []): void {
    if (access === 'none') return;
    const indexes = Object.values(INDEXES).map(({ name }) => `${this.tableArn}/index/${name}`);
    Grant.addToPrincipal({ grantee, actions: [...TABLE_ACTIONS.read], resourceArns: [this.tableArn, ...indexes] });
    if (access === 'write') {
      this.allowWriting(TABLE_ACTIONS.write, grantee, written);
      grantee.grantPrincipal.addToPrincipalPolicy(
        new PolicyStatement({
          sid: 'KeepTheAuditTrail',
          effect: Effect.DENY,
          actions: ['dynamodb:DeleteItem', 'dynamodb:UpdateItem'],
          resources: [this.tableArn],
          conditions: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': [AUDIT_PARTITIONS] } },
        }),
      );
    }
    if (access === 'write') this.encryptionKey?.grantEncryptDecrypt(grantee);
    else this.encryptionKey?.grantDecrypt(grantee);
  }

  /** The sealer reads, and says how far it came. */
  allowSealing(sealer: IGrantable, written: readonly string[]): void {
    this.allow('read', sealer);
    this.allowWriting(['dynamodb:UpdateItem'], sealer, written);
    this.encryptionKey?.grantEncryptDecrypt(sealer);
  }

  /** The condition alone would let a call through that names no key; none of these can. */
  private allowWriting(actions: readonly string[], grantee: IGrantable, written: readonly string[]): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        sid: 'WriteItsOwnPartitions',
        actions: [...actions],
        resources: [this.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...written] } },
      }),
    );
  }
}
