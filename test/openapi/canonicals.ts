import { canonicalsOf } from '../../shared/fhir/canonical.ts';

/** The document is made for these names; an instance with others puts its own in their place. */
export const CANONICALS = canonicalsOf();
