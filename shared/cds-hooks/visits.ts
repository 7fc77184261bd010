import { overallAdvice } from '../core/answer/answer.ts';
import { resourceName } from '../fhir/chart/resource-name.ts';
import type { Subject } from './hook-service.ts';
import type { Said } from './said.ts';

/** An order without an id is nobody else's. */
const keyOf = (subject: Subject): unknown => {
  const { resource } = subject.order;
  return resource.id ? resourceName(resource) : subject;
};

/** Each order once, as it is asked about first. */
export const onceEach = (subjects: readonly Subject[]): readonly Subject[] => {
  const seen = new Set<unknown>();
  return subjects.filter((one) => {
    const isNew = !seen.has(keyOf(one));
    seen.add(keyOf(one));
    return isNew;
  });
};

/**
 * An order with several visits is asked about once for each, since each has its day; no message holds an order twice.
 * Orders of one visit stay together: what is said of them under a coverage goes under one assertion.
 */
export const byVisit = (subjects: readonly Subject[]): readonly (readonly Subject[])[] => {
  if (onceEach(subjects).length === subjects.length) return [subjects];
  const visits = [...new Set(subjects.map(({ visit }) => visit))];
  return visits.map((visit) => onceEach(subjects.filter((one) => one.visit === visit)));
};

const isSame = (a: Said, b: Said): boolean =>
  keyOf(a.subject) === keyOf(b.subject) &&
  a.subject.target.exact === b.subject.target.exact &&
  a.coverage.reference === b.coverage.reference;

/** Where one resource takes the statements of several visits, it says what the visit that needs most needs. */
export const hardestVisit = (said: readonly Said[]): readonly Said[] =>
  said.filter((one) => {
    const rivals = said.filter((other) => isSame(one, other));
    const advice = overallAdvice(rivals.map(({ determination }) => determination.advice));
    return one === rivals.find(({ determination }) => determination.advice === advice);
  });
