import type { AuditEntry, Origin } from '../model/exchange.ts';
import { codeOf, elementOf, elementsOf, given, idOf, textOf } from './element.ts';
import { ruleOf } from './read-answer.ts';

export const readAuditEntry = (event: unknown): AuditEntry => {
  const root = elementOf(event);
  const entities = elementsOf(root.entity);
  const [agent = {}] = elementsOf(root.agent);
  const referred = (type: string) =>
    entities
      .map(({ what }) => textOf(elementOf(what).reference))
      .filter((one) => one.startsWith(`${type}/`))
      .map(idOf);
  const named = entities.filter(({ name }) => typeof name === 'string');
  const endpoint = named.at(-1);
  return {
    id: textOf(root.id),
    at: textOf(root.recorded),
    by: textOf(elementOf(agent.who).display),
    endpoint: textOf(endpoint?.name),
    action: textOf(root.action),
    status: Number(textOf(root.outcomeDesc)),
    ...given('correlationId', textOf(elementOf(elementOf(endpoint?.what).identifier).value)),
    patients: referred('Patient'),
    orders: referred('ServiceRequest'),
    answers: referred('CoverageEligibilityResponse'),
    ...given('about', named.length > 1 ? textOf(named[0]?.name) : undefined),
  };
};

export const readOrigin = (provenance: unknown): Origin => {
  const root = elementOf(provenance);
  const agents = elementsOf(root.agent);
  const named = (type: string) =>
    textOf(elementOf(agents.find((one) => codeOf(one.type) === type)?.who).display) || 'unknown';
  const [target = {}] = elementsOf(root.target);
  const [policy] = Array.isArray(root.policy) ? root.policy.map(textOf) : [];
  return {
    at: textOf(root.recorded),
    version: Number(idOf(textOf(target.reference))),
    by: named('enterer'),
    engine: named('assembler'),
    ...given('rule', policy === undefined ? undefined : ruleOf(policy)),
    sources: elementsOf(root.entity).map(({ what }) => {
      const { display, reference, identifier } = elementOf(what);
      return {
        name: textOf(display) || textOf(reference),
        ...given('digest', textOf(elementOf(identifier).value)),
      };
    }),
  };
};
