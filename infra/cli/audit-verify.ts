import { parseArgs } from 'node:util';
import { type AuditVerdict, verifyAudit } from '../../shared/app/access/verify-audit.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Container } from '../../shared/handlers/container.ts';
import { inContainer } from './in-container.ts';

const USAGE = `npm run audit:verify -- [--tenant id]

Compares the audit trail with its sealed manifests, tenant by tenant: windows, entries, ok, or the first place that is not
whole. Ends with 1 if there is one. Works on the local data, or where TABLE_NAME is set on the deployment that the
environment names: TABLE_NAME, AUDIT_STORE, HASH_SECRET, QUEUE_URL as the functions have them.`;

const say = ({ tenant, windows, entries, sealedUntil = 'never', broken }: AuditVerdict): string =>
  broken
    ? `${tenant}: BROKEN at ${broken.window}: ${broken.why} (whole until ${sealedUntil})`
    : `${tenant}: ok, ${windows} windows, ${entries} entries, sealed until ${sealedUntil}`;

const verify = async ({ config, ports }: Container, only: string | undefined): Promise<boolean> => {
  const all = new Set([...(await ports.settings.tenants()), config.DEFAULT_TENANT]);
  let whole = true;
  for (const tenant of only ? [tenantId(only)] : all) {
    const verdict = await verifyAudit(tenant, ports);
    console.log(say(verdict));
    whole &&= verdict.broken === undefined;
  }
  return whole;
};

try {
  const { tenant } = parseArgs({ options: { tenant: { type: 'string' } } }).values;
  const whole = await inContainer((opened) => verify(opened, tenant));
  process.exit(whole ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(USAGE);
  process.exit(1);
}
