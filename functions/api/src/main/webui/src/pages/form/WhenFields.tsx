import { Select, TextInput } from '@mantine/core';
import type { TriggerType } from '../../api/types';
import { TRIGGER } from '../../parts/rule';
import { useField, useFits, useHere } from './FormHere';
import { Patterns, REF_HELP } from './Patterns';
import { Section } from './Section';

const MEANS: Record<TriggerType, string> = {
  push: 'Commits arrive on a branch. Deleting a branch fires nothing.',
  tag_push: 'A tag is pushed. Deleting a tag fires nothing.',
  pr_open: 'Somebody opens a pull request.',
  pr_merge: 'A pull request is merged.',
  manual: 'Somebody presses Run, or a program asks the API to.',
};

/** What makes the rule fire. */
export function WhenFields() {
  const { form, project } = useHere();
  const repository = useField('repository');
  const trigger = useField('trigger.type');
  const tag = useField('trigger.tag_pattern');
  const chosen = form.values.repository;
  const choice = project.repositories.length > 1 || (chosen !== '' && !project.repositories.includes(chosen));
  const all = [...new Set([...project.repositories, ...(chosen === '' ? [] : [chosen])])];
  return (
    <Section title="When">
      {choice && (
        <Select
          {...repository}
          data={all}
          value={chosen === '' ? null : chosen}
          placeholder="Choose a repository"
          allowDeselect={false}
        />
      )}
      <Select
        {...trigger}
        data={Object.entries(TRIGGER).map(([value, label]) => ({ value, label }))}
        description={MEANS[form.values.trigger.type]}
        allowDeselect={false}
      />
      {useFits('trigger.branch_patterns') && (
        <Patterns path="trigger.branch_patterns" description={REF_HELP} placeholder="main" />
      )}
      {useFits('trigger.tag_pattern') && (
        <TextInput
          {...tag}
          description={
            <>
              <code>v*</code> takes every tag that begins with v; <code>*</code> stands for anything, <code>?</code> for
              one character.
            </>
          }
          placeholder="v*"
          autoComplete="off"
          spellCheck={false}
        />
      )}
      {useFits('trigger.target_branch_patterns') && (
        <Patterns
          path="trigger.target_branch_patterns"
          description={<>Where it is to be merged into. Empty takes all branches. {REF_HELP}</>}
          placeholder="All branches"
        />
      )}
      {useFits('trigger.source_branch_patterns') && (
        <Patterns
          path="trigger.source_branch_patterns"
          description="Where it comes from. Empty takes all branches."
          placeholder="All branches"
        />
      )}
    </Section>
  );
}
