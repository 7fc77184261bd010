import type { CoverageVerdict } from '../model/assessment.ts';
import type { Routing } from '../model/channel.ts';
import { compact } from '../model/compact.ts';
import type { Determination } from '../model/determination.ts';
import type { Inquiry } from '../model/message/inquiry.ts';

/** What of a line and its coverage decides where its request goes. */
export const routingOf = (
  { coverage }: Pick<CoverageVerdict, 'coverage'>,
  { facts }: Pick<Inquiry, 'facts'>,
  { group }: Pick<Determination, 'group'>,
): Routing =>
  compact({
    product: coverage?.planProduct,
    delegated: coverage?.delegated,
    state: facts.siteState?.is === 'known' ? facts.siteState.value : undefined,
    group,
  });
