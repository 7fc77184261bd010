import { diagnosis } from '../orders/write-parts.ts';
import { type Change, changesOf } from './change.ts';

const reason =
  (...codes: readonly string[]): Change['make'] =>
  ({ parts }) => {
    parts.order.reasonCode = codes.map(diagnosis);
    return {};
  };

/** Also the chart says nothing of the heart. */
const withEmptyChart =
  (...codes: readonly string[]): Change['make'] =>
  (order, random) => {
    delete order.parts.answers;
    return reason(...codes)(order, random);
  };

export const NECESSITY_CHANGES: readonly Change[] = changesOf('necessity', 'other', {
  'a sprained ankle': reason('S93.401A'),
  'a sprained ankle and nothing on the chart': withEmptyChart('S93.401A'),
  'a broken tooth': withEmptyChart('K03.81'),
  'a screening': withEmptyChart('Z13.6'),
  'aftercare of surgery on the teeth': withEmptyChart('Z48.814'),
  'a routine examination': withEmptyChart('Z00.00'),
});
