import type { Role, SignInRules } from '../ports/access/session.ts';

/** Orders, answers and rules as everybody at the desk sees them. */
const SEE = ['user/Task.rs', 'user/CoverageEligibilityResponse.rs', 'user/Library.r'];
/** A question without an order, and answers to the open questions of one. Whose answers count: `who-answered.ts`. */
const ASK = ['user/CoverageEligibilityRequest.c', 'user/QuestionnaireResponse.c'];

/** What each role may do. Nobody at the desk sends orders in the name of an EHR, and who reads the audit trail reads nothing else. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly string[]>> = {
  scheduler: [...SEE, ...ASK, 'user/Task.u'],
  coordinator: [...SEE, ...ASK, 'user/Task.u', 'user/ClaimResponse.c', 'user/Claim.r'],
  biller: [...SEE, 'user/Claim.r'],
  clinician: [...SEE, ...ASK],
  author: ['user/Library.r', 'rules.write', 'rules.approve'],
  /** Licensed reviewers of a payer: its requests, and nothing of any provider's orders. */
  reviewer: ['user/Library.r', 'reviews.write'],
  /** Makes the public measures of a payer: what was exchanged and how it was decided, without any case. */
  analyst: ['metrics.read'],
  auditor: ['user/AuditEvent.rs', 'user/Provenance.s'],
};

export const scopesOfRoles = (roles: readonly Role[]): readonly string[] => [
  ...new Set(roles.flatMap((role) => ROLE_SCOPES[role] ?? [])),
];

/** Roles a tenant gives to these groups. */
export const rolesOfGroups = (groups: readonly string[], { roles }: SignInRules): readonly Role[] => [
  ...new Set(roles.filter(({ group }) => groups.includes(group)).map(({ role }) => role)),
];
