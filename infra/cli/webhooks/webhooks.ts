import { listWebhooks, resendWebhook } from '../../../shared/app/outbox/resend-webhook.ts';
import { align } from '../align.ts';
import { inContainer } from '../in-container.ts';
import { type JsonOption, print } from '../print.ts';
import { type ExitCode, Refusal, wrongUsage } from '../refusal.ts';

interface Of extends JsonOption {
  readonly tenant: string;
}
const STATES = ['waiting', 'delivered', 'failed'] as const;
const MOST = 200;

type Settings = Parameters<Parameters<typeof inContainer>[0]>[0]['ports']['settings'];
const tenantNamed = async (settings: Settings, name: string) => {
  const tenant = await settings.tenant(name);
  if (!tenant) throw new Refusal(`There is no tenant ${name}.`);
  return tenant;
};

export const listMessages = async (
  options: Of & { readonly hook?: string; readonly state?: string },
): Promise<ExitCode> => {
  const { tenant: name, hook, state: given } = options;
  const state = STATES.find((one) => one === given);
  if (given !== undefined && !state) throw wrongUsage(`--state is "${given}"; it can be ${STATES.join(', ')}.`);
  await inContainer(async ({ ports }) => {
    const tenant = await tenantNamed(ports.settings, name);
    const listed = await listWebhooks({ hook, state, limit: MOST }, tenant, ports);
    if (!listed.ok) throw new Refusal(listed.problems.map(({ says }) => says).join(' '));
    const rows = listed.value.map((one) => [
      one.hook,
      one.at,
      one.event.type,
      one.state,
      String(one.attempts),
      one.problem ?? '-',
      one.id,
    ]);
    const lines = rows.length
      ? align([['webhook', 'at', 'event', 'state', 'tries', 'problem', 'id'], ...rows])
      : ['Nothing was sent.'];
    print(options, listed.value, lines);
  });
  return 0;
};

export const resendMessage = async (hook: string, id: string, options: Of): Promise<ExitCode> => {
  await inContainer(async ({ ports }) => {
    const tenant = await tenantNamed(ports.settings, options.tenant);
    const sent = await resendWebhook({ hook, id }, tenant, ports);
    if (!sent.ok) throw new Refusal(sent.problems.map(({ says }) => says).join(' '));
    print(options, sent.value, [`${sent.value.event.type} goes out again within a minute, as ${id}.`]);
  });
  return 0;
};
