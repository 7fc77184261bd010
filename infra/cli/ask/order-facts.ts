import { wrongUsage } from '../refusal.ts';
import { isDay } from '../today.ts';

/** A fact that comes with the order instead of the questionnaire: its accepted values and their check. */
interface OrderFact {
  readonly takes: string;
  readonly fits: (typed: string) => boolean;
}

const words = (...all: readonly string[]): OrderFact => ({
  takes: all.join(', '),
  fits: (typed) => all.includes(typed),
});

const FACTS: Readonly<Record<string, OrderFact>> = {
  age: { takes: 'years', fits: (typed) => /^\d{1,3}$/.test(typed) },
  sex: words('male', 'female', 'other', 'unknown'),
  siteState: { takes: 'two letters of a state', fits: (typed) => /^[A-Za-z]{2}$/.test(typed) },
  county: { takes: 'the name of a county', fits: (typed) => typed.length > 0 },
  placeOfService: { takes: 'two digits: 11 office, 22 hospital outpatient …', fits: (typed) => /^\d{2}$/.test(typed) },
  encounterClass: words('emergency', 'observation', 'admitted', 'ambulatory'),
  planProduct: { takes: 'the name of a product', fits: (typed) => typed.length > 0 },
  delegated: words('yes'),
  serviceDate: { takes: 'a day YYYY-MM-DD', fits: isDay },
};

export const orderFact = (fact: string): OrderFact | undefined => FACTS[fact];

/** @throws the accepted values, when the answer is not one of them. */
export const checkOrderFact = (fact: string, typed: string): void => {
  const known = FACTS[fact];
  if (known && !known.fits(typed)) throw wrongUsage(`${fact} is "${typed}"; it takes ${known.takes}.`);
};
