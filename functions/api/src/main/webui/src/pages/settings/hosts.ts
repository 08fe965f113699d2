import type { Hook } from '../../api/types';

export type Host = Hook['provider'];

export const HOSTS: readonly Host[] = ['github', 'gitlab', 'bitbucket', 'gitea', 'forgejo'];

export const HOST: Record<Host, string> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  bitbucket: 'Bitbucket Cloud',
  gitea: 'Gitea',
  forgejo: 'Forgejo',
};

interface HowTo {
  /** Where the secret belongs, as the host calls the field. */
  field: string;
  /** In the host's own words; what stands in asterisks is the host's name of a page, field or box. */
  steps: string[];
}

const gitea = (words: { add: string; type: string; on: string; custom: string; pr: string }): HowTo => ({
  field: 'Secret',
  steps: [
    `In the repository, open *Settings*, then *Webhooks*, and press *${words.add}*; choose *${words.type}*.`,
    'Paste the URL into *Target URL*. The method stays *POST*, the content type *application/json*.',
    'Paste the secret into *Secret*.',
    `Under *${words.on}* choose *${words.custom}*, and check *Push* and *Delete*, and of the pull request events *${words.pr}*.`,
    `Leave *Active* checked, leave the branch filter empty, and press *${words.add}*.`,
  ],
});

export const HOW_TO: Record<Host, HowTo> = {
  github: {
    field: 'Secret',
    steps: [
      'In the repository, open *Settings*, then *Webhooks*, and press *Add webhook*.',
      'Paste the URL into *Payload URL*.',
      'Set *Content type* to *application/json*: Sluice refuses the other one.',
      'Paste the secret into *Secret*.',
      'Choose *Let me select individual events*, and check *Pushes* and *Pull requests*. Tags and deletions come with the pushes.',
      'Leave *Active* checked and press *Add webhook*. GitHub sends a ping, which shows up in the deliveries as ignored.',
    ],
  },
  gitlab: {
    field: 'Signing token or Secret token',
    steps: [
      'In the project, open *Settings*, then *Webhooks*, and press *Add new webhook*.',
      'Paste the URL into *URL*.',
      'Paste the secret into *Signing token* where your GitLab has that field, otherwise into *Secret token*. If GitLab makes the signing token itself, copy it there and store it here with “I have a signing token”.',
      'Under *Trigger* check *Push events* (all branches), *Tag push events* and *Merge request events*.',
      'Leave *Enable SSL verification* checked and press *Add webhook*.',
    ],
  },
  bitbucket: {
    field: 'Secret',
    steps: [
      'In the repository, open *Repository settings*, then *Webhooks*, and press *Add webhook*.',
      'Give it a *Title* such as Sluice, and paste the URL into *URL*.',
      'Paste the secret into *Secret*.',
      'Leave *Active* checked.',
      'Under *Triggers* choose *Choose from a full list of triggers*; check *Push* under Repository, and *Created* and *Merged* under Pull Request.',
      'Press *Save*.',
    ],
  },
  gitea: gitea({ add: 'Add Webhook', type: 'Gitea', on: 'Trigger On', custom: 'Custom Events…', pr: 'Pull Request' }),
  forgejo: gitea({
    add: 'Add webhook',
    type: 'Forgejo',
    on: 'Trigger on',
    custom: 'Custom events…',
    pr: 'Modification',
  }),
};

/** A step's text in pieces, each with whether it is a name of the host's UI. */
export function pieces(step: string): { text: string; name: boolean }[] {
  return step
    .split('*')
    .map((text, index) => ({ text, name: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
