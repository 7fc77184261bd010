import * as z from 'zod/mini';

interface Part {
  readonly url: string;
  readonly valueCode?: string | undefined;
  readonly valueString?: string | undefined;
  readonly valueCanonical?: string | undefined;
  readonly extension?: readonly Part[] | undefined;
}
const part: z.ZodMiniType<Part> = z.looseObject({
  url: z.string(),
  valueCode: z.optional(z.string()),
  valueString: z.optional(z.string()),
  valueCanonical: z.optional(z.string()),
  extension: z.optional(z.lazy(() => z.array(part))),
});
const extended = z.looseObject({ extension: z._default(z.array(part), []) });
const shape = z.looseObject({
  disposition: z._default(z.string(), ''),
  extension: z._default(z.array(part), []),
  /** Of an eligibility response. */
  insurance: z._default(z.array(z.looseObject({ item: z._default(z.array(extended), []) })), []),
  /** Of a claim response. */
  item: z._default(z.array(extended), []),
});

const textOf = (parts: readonly Part[], name: string): string => {
  const { valueCode, valueString, valueCanonical } = parts.find(({ url }) => url === name) ?? {};
  return valueCode ?? valueString ?? valueCanonical ?? '';
};
const textsOf = (parts: readonly Part[], name: string): readonly string[] =>
  parts.flatMap(({ url, valueString }) => (url === name && valueString ? [valueString] : []));

/** Every extension of a name with these parts as texts; missing parts are empty. */
const groupsOf = <Name extends string>(parts: readonly Part[], name: string, ...names: readonly Name[]) =>
  parts
    .filter(({ url }) => url === name)
    .map(
      ({ extension = [] }) =>
        Object.fromEntries(names.map((one) => [one, textOf(extension, one)])) as Readonly<Record<Name, string>>,
    );

const readLine = ([determination]: readonly Part[]) => {
  const parts = determination?.extension ?? [];
  return {
    advice: textOf(parts, 'advice'),
    row: textOf(parts, 'row'),
    /** `url|version` of the policy applied. */
    ruleset: textOf(parts, 'ruleset'),
    reasons: textsOf(parts, 'reason'),
    criteria: groupsOf(parts, 'criterion', 'id', 'result', 'says', 'cite', 'level'),
    findings: groupsOf(parts, 'finding', 'id', 'severity', 'carc', 'says', 'fix'),
    missing: groupsOf(parts, 'missing', 'fact', 'question'),
    wouldChange: groupsOf(parts, 'wouldChange', 'fact', 'to', 'advice'),
    warnings: textsOf(parts, 'warning'),
    state: textOf(parts, 'state'),
    owner: groupsOf(parts, 'nextAction', 'owner')[0]?.owner ?? '',
  };
};
/** One line of an answer, from its determination; missing texts are empty. */
type LineAnswer = ReturnType<typeof readLine>;

interface EndpointAnswer {
  readonly advice: string;
  readonly disposition: string;
  readonly warnings: readonly string[];
  /** Under the first coverage, in the order of the request. */
  readonly lines: readonly LineAnswer[];
}

/** A CoverageEligibilityResponse or ClaimResponse of this service, for display. Throws when it is neither. */
export const readAnswer = (response: unknown): EndpointAnswer => {
  const { disposition, extension, insurance, item } = shape.parse(response);
  const overall = extension[0]?.extension ?? [];
  const lines = (item.length ? item : (insurance[0]?.item ?? [])).map((one) => readLine(one.extension));
  return {
    advice: textOf(overall, 'advice') || (lines[0]?.advice ?? ''),
    disposition,
    warnings: textsOf(overall, 'warning'),
    lines,
  };
};
