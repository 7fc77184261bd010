/** What one SMART scope allows: letters of `cruds` on a resource type, or on `*`. */
interface Permission {
  readonly resource: string;
  readonly letters: string;
}

const LETTERS = 'cruds';
/** SMART v1 permissions in v2 letters. */
const V1: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': LETTERS };
const SCOPE = /^(system|user)\/(\*|[A-Z][A-Za-z]*)\.(read|write|\*|(?=.)c?r?u?d?s?)$/;

/** Whose rights a scope is about: a system's own, or those of a person who signed in here. */
type ScopeContext = 'system' | 'user';

/** Scopes of one context only, without search parameters: an unknown scope grants nothing. */
const readScopeOf =
  (wanted: ScopeContext) =>
  (text: string): readonly Permission[] => {
    const [, context, resource, word = ''] = SCOPE.exec(text) ?? [];
    return resource && context === wanted ? [{ resource, letters: V1[word] ?? word }] : [];
  };
/** Tokens hold these alone: an issuer's `user/` scopes say what a person may do there, not here. */
const readScope = readScopeOf('system');

const meet = (a: Permission, b: Permission): readonly Permission[] => {
  if (a.resource !== b.resource && a.resource !== '*' && b.resource !== '*') return [];
  const letters = [...LETTERS].filter((one) => a.letters.includes(one) && b.letters.includes(one)).join('');
  return letters ? [{ resource: a.resource === '*' ? b.resource : a.resource, letters }] : [];
};

/** Scopes over a tenant's rules. No scope over resources holds them, `system/*.*` neither. */
const RULES = ['rules.write', 'rules.approve'] as const;
const isRulesScope = (text: string): boolean => RULES.some((one) => one === text);
const REVIEWS = 'reviews.write';
/** Reviewers' acts, what webhooks were told, and what a payer's measures are made of; likewise. */
const OTHER_OWN = [REVIEWS, 'webhooks.write', 'metrics.read'] as const;
const isOwnScope = (text: string): boolean => isRulesScope(text) || OTHER_OWN.some((one) => one === text);
/** To ask a payer to look at a decision again: who sends requests may, and its reviewers record what comes otherwise. */
const ASK_REVIEW = 'reviews.ask';
const SENDS = 'system/Claim.c';
/** Either of them may read. */
const READ_RULES = 'rules.read';

export const isScope = (text: string): boolean => readScope(text).length > 0 || isOwnScope(text);

/** What a route asks of a token; any other scope of a route names another proof. */
export const isTokenScope = (scope: string): boolean => scope === READ_RULES || scope === ASK_REVIEW || isScope(scope);

/** Whether one of the scopes allows everything in `needed` (`system/Task.r`), of a system or of a person. */
export const allows = (scopes: readonly string[], needed: string, context: ScopeContext = 'system'): boolean => {
  if (needed === READ_RULES) return scopes.some(isRulesScope);
  if (needed === ASK_REVIEW) return scopes.includes(REVIEWS) || (context === 'system' && allows(scopes, SENDS));
  if (isOwnScope(needed)) return scopes.includes(needed);
  const [wanted] = [...readScope(needed), ...readScopeOf('user')(needed)];
  return (
    wanted !== undefined &&
    scopes
      .flatMap(readScopeOf(context))
      .some(
        ({ resource, letters }) =>
          (resource === '*' || resource === wanted.resource) &&
          [...wanted.letters].every((letter) => letters.includes(letter)),
      )
  );
};

/** Those of a list whose resource type one of the needed scopes names; `*` stays, it means what is served. */
export const servedOf = (scopes: readonly string[], needed: readonly string[]): readonly string[] => {
  const types = new Set(needed.flatMap(readScope).map(({ resource }) => resource));
  return scopes.filter(
    (one) => needed.includes(one) || readScope(one).some(({ resource }) => resource === '*' || types.has(resource)),
  );
};

/** The requested scopes as far as they are allowed, one per resource; empty if none are. */
export const narrow = (asked: readonly string[], allowed: readonly string[]): readonly string[] => {
  const limits = allowed.flatMap(readScope);
  const granted = new Map<string, string>();
  for (const one of asked.flatMap(readScope))
    for (const limit of limits)
      for (const { resource, letters } of meet(one, limit))
        granted.set(resource, (granted.get(resource) ?? '') + letters);
  const own = new Set(asked.filter((one) => isOwnScope(one) && allowed.includes(one)));
  const smart = [...granted].map(
    ([resource, letters]) => `system/${resource}.${[...LETTERS].filter((one) => letters.includes(one)).join('')}`,
  );
  return [...smart, ...own];
};
