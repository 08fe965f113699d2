import { Checkbox, Select, Switch } from '@mantine/core';
import type { ActionType, Environment } from '../../api/types';
import { ACTION } from '../../parts/rule';
import { useField, useFits, useHere } from './FormHere';
import { Section } from './Section';

const MEANS: Record<ActionType, string> = {
  deploy: 'The whole deployment of the commit: dependencies, build, migrations.',
  quick_update: 'The new code alone: no dependencies are installed, nothing is migrated.',
  promote: 'The very build that runs in the source, without building again.',
  clone: 'Overwrites the data of the target with those of the source.',
};

const KIND: Record<Environment['kind'], string> = {
  development: 'development',
  staging: 'staging',
  production: 'production',
};

function choices(environments: Environment[]) {
  return environments.map(({ id, name, kind }) => ({
    value: id,
    label: name.toLowerCase() === kind ? name : `${name} (${KIND[kind]})`,
  }));
}

/** What the rule does, and where. */
export function ActionFields() {
  const { form, environments } = useHere();
  const action = useField('action.type');
  const { type, target_environment: target } = form.values.action;
  return (
    <Section title="Then">
      <Select
        {...action}
        data={Object.entries(ACTION).map(([value, label]) => ({ value, label }))}
        description={MEANS[type]}
        allowDeselect={false}
        onChange={(value) => {
          const production = environments.some((e) => e.id === target && e.kind === 'production');
          if (value === 'clone' && production) form.setFieldValue('action.target_environment', '');
          action.onChange(value);
        }}
      />
      {useFits('action.source_environment') && <Source />}
      <Target />
      <Options />
    </Section>
  );
}

function Source() {
  const { form, environments, missing } = useHere();
  const { type, target_environment: target, source_environment: source } = form.values.action;
  const field = useField('action.source_environment');
  const means = type === 'promote' ? 'Whose build is taken.' : 'Whose data are copied. They stay as they are.';
  return (
    <Select
      {...field}
      data={choices(environments.filter((e) => e.id !== target || e.id === source))}
      value={source === '' ? null : source}
      description={hint(missing['source_environment'], source, means)}
      placeholder="Choose an environment"
      allowDeselect={false}
    />
  );
}

function Target() {
  const { form, environments, missing } = useHere();
  const { type, target_environment: target } = form.values.action;
  const field = useField('action.target_environment');
  const clone = type === 'clone';
  const means = clone
    ? 'All of its data are overwritten. Production is not offered: nothing may overwrite it.'
    : 'Where it goes.';
  return (
    <Select
      {...field}
      data={choices(clone ? environments.filter((e) => e.kind !== 'production') : environments)}
      value={target === '' ? null : target}
      description={hint(missing['target_environment'], target, means)}
      placeholder={environments.length === 0 ? 'This project has no environment yet' : 'Choose an environment'}
      allowDeselect={false}
    />
  );
}

function hint(missing: string | undefined, chosen: string, means: string): string {
  if (missing === undefined || chosen !== '') return means;
  return `${means} The template names “${missing}”, which this project does not have: choose one.`;
}

function Options() {
  const { form } = useHere();
  const force = useField('action.force', 'checkbox');
  const commit = useField('action.require_tag_commit', 'checkbox');
  const neutralize = useField('action.neutralize', 'checkbox');
  const filestore = useField('action.include_filestore', 'checkbox');
  const tag = form.values.trigger.type === 'tag_push';
  return (
    <>
      {useFits('action.force') && (
        <Checkbox {...force} description="Deploy even where the target runs this very commit already." />
      )}
      {useFits('action.require_tag_commit') && (
        <Switch
          {...commit}
          label={tag ? commit.label : 'Require the same commit'}
          aria-label={tag ? commit.label : 'Require the same commit'}
          description={
            tag
              ? 'Promote only a build of the commit that the tag names; anything else is skipped and said.'
              : 'Promote only a build of the commit that fired the rule; anything else is skipped and said.'
          }
        />
      )}
      {useFits('action.neutralize') && (
        <Switch
          {...neutralize}
          description="Switches off outgoing mail, crons, payment providers (Stripe), OAuth and webhooks in the copy, and proves it."
        />
      )}
      {useFits('action.include_filestore') && (
        <Switch {...filestore} description="Copies the files too. Without them the refresh is much faster." />
      )}
    </>
  );
}
