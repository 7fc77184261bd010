import { type AuditVerdict, verifyAudit } from '../../../shared/app/access/verify-audit.ts';
import { tenantId } from '../../../shared/app/keys/tenant-id.ts';
import { inContainer } from '../in-container.ts';
import { type JsonOption, print } from '../print.ts';
import type { ExitCode } from '../refusal.ts';

const sayAhead = ({ ahead }: AuditVerdict): string =>
  ahead
    ? `; a clock ran ahead${ahead.until ? `, and what happens before ${ahead.until} is entered there` : ''}: ${ahead.entries} entries stand later than they happened`
    : '';

const say = (verdict: AuditVerdict): string => {
  const { tenant, windows, entries, sealedUntil = 'never', broken } = verdict;
  return broken
    ? `${tenant}: BROKEN at ${broken.window}: ${broken.why} (whole until ${sealedUntil})`
    : `${tenant}: ok, ${windows} windows, ${entries} entries, sealed until ${sealedUntil}${sayAhead(verdict)}`;
};

export const verifyTrail = (options: JsonOption & { readonly tenant?: string }): Promise<ExitCode> =>
  inContainer(async ({ config, ports }) => {
    const all = new Set([...(await ports.settings.tenants()), config.DEFAULT_TENANT]);
    const verdicts: AuditVerdict[] = [];
    for (const tenant of options.tenant ? [tenantId(options.tenant)] : all)
      verdicts.push(await verifyAudit(tenant, ports));
    print(options, verdicts, verdicts.map(say));
    return verdicts.some(({ broken }) => broken) ? 1 : 0;
  });
