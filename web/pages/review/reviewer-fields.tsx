import { signal } from '@preact/signals';
import { TextField } from '../../parts/field.tsx';
import { enReviews } from '../../words/en-reviews.ts';
import type { Reviewer } from './decide-draft.ts';

const text = enReviews.case;

/** Who reviews: kept while the page is open, since the next case has the same reviewer; never in the browser's storage. */
export const reviewer = signal<Reviewer>({ npi: '', license: '', licenseState: '', specialty: '' });

const set = (change: Partial<Reviewer>): void => {
  reviewer.value = { ...reviewer.value, ...change };
};

export const ReviewerFields = () => {
  const { npi, license, licenseState, specialty } = reviewer.value;
  return (
    <fieldset class="field">
      <legend>{text.reviewer}</legend>
      <p class="says">{text.reviewerSays}</p>
      <div class="columns">
        <TextField
          label={text.npiField}
          value={npi}
          input={{ code: true, inputMode: 'numeric', maxLength: 10 }}
          onText={(value) => set({ npi: value })}
        />
        <TextField
          label={text.license}
          value={license}
          input={{ code: true, maxLength: 60 }}
          onText={(value) => set({ license: value })}
        />
        <TextField
          label={text.licenseState}
          optional
          value={licenseState}
          input={{ code: true, maxLength: 2 }}
          onText={(value) => set({ licenseState: value })}
        />
        <TextField
          label={text.specialty}
          says={text.specialtySays}
          value={specialty}
          onText={(value) => set({ specialty: value })}
        />
      </div>
    </fieldset>
  );
};
