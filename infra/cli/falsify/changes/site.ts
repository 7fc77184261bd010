import { PLACE_OF_SERVICE } from '../../../../shared/codes/systems.ts';
import type { Truth } from '../orders/order.ts';
import { placeType, ref } from '../orders/write-parts.ts';
import { type Change, changesOf } from './change.ts';

const otherState = (state: string): string => (state === 'NC' ? 'OH' : 'NC');
/** A claim has no order beside it. */
const BY_ORDER = ['assess', 'submit', 'bookable', 'csv', 'card', 'order'] as const;
const office = (truth: Truth): Truth => ({ ...truth, place: '11', encounter: 'AMB' });
const withoutApproval = ({ approved: _approved, ...rest }: Truth): Truth => rest;

export const SITE_CHANGES: readonly Change[] = [
  ...changesOf('site', 'contradictory', {
    'two places in two states': ({ truth, parts }) => {
      parts.otherPlace = { ...parts.place, id: 'other-site', address: { state: otherState(truth.state) } };
      parts.order.locationReference = [ref('Location', 'site'), ref('Location', 'other-site')];
      return { only: BY_ORDER };
    },
    'two places of service': ({ truth, parts }) => {
      parts.place.type = [placeType(truth.place), placeType(truth.place === '11' ? '22' : '11')];
      return {};
    },
    'the order names another place of service than its location': ({ truth, parts }) => {
      parts.order.locationCode = [placeType(truth.place === '22' ? '11' : '22')];
      return { only: BY_ORDER };
    },
  }),
  ...changesOf('site', 'unreadable', {
    'the state is misspelled': ({ parts }) => {
      parts.place.address = { state: 'Flroida' };
      return {};
    },
    'the place of service is two digits and no code': ({ parts }) => {
      parts.place.type = [placeType('77')];
      return {};
    },
    'the place of service is no code': ({ parts }) => {
      parts.place.type = [{ coding: [{ system: PLACE_OF_SERVICE, code: 'O1' }] }];
      return {};
    },
  }),
  ...changesOf('site', 'removed', {
    'no state is named': ({ parts }) => {
      delete parts.place.address;
      delete parts.patient.address;
      return {};
    },
    'no setting is named': ({ truth, parts }) => {
      delete parts.place.type;
      delete parts.encounter;
      delete parts.order.encounter;
      return { truth: office(truth) };
    },
  }),
  ...changesOf('site', 'other', {
    'an office visit with the place of an emergency': ({ truth, parts }) => {
      parts.place.type = [placeType('23')];
      if (parts.encounter) parts.encounter.class = { ...parts.encounter.class, code: 'AMB' };
      const now = { ...truth, place: '23', encounter: 'AMB' };
      return { truth: truth.place === '23' ? now : withoutApproval(now) };
    },
    'an emergency in an office': ({ truth, parts }) => {
      parts.place.type = [placeType('11')];
      if (parts.encounter) parts.encounter.class = { ...parts.encounter.class, code: 'EMER' };
      const now = { ...truth, place: '11', encounter: 'EMER' };
      return { truth: truth.place === '11' ? now : withoutApproval(now) };
    },
    'the encounter has a class nobody knows': ({ truth, parts }) => {
      if (parts.encounter) parts.encounter.class = { system: 'https://ehr.example/class', code: 'EMER?' };
      return { truth: { ...truth, encounter: '' } };
    },
    'in another state': ({ truth, parts }) => {
      const state = otherState(truth.state);
      parts.place.address = { state };
      return { truth: { ...truth, state } };
    },
    'in an office instead': ({ truth, parts }) => {
      if (truth.place === '11') return undefined;
      parts.place.type = [placeType('11')];
      if (parts.encounter) parts.encounter.class = { ...parts.encounter.class, code: 'AMB' };
      return { truth: withoutApproval(office(truth)) };
    },
    'the slot is at another place of service': ({ truth, parts }) => {
      if (truth.place === '22') return undefined;
      parts.slot.place = '22';
      return { truth: withoutApproval({ ...truth, place: '22' }), only: ['bookable', 'csv'] };
    },
  }),
];
