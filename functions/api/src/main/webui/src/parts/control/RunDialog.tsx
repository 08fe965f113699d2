import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, ok, Problem } from '../../api/client';
import type { Rule } from '../../api/types';
import { useProject } from '../../app/useProject';
import { ActionButton } from '../ActionButton';
import { ACTION, needsRef } from '../rule';
import { useMakeRun } from '../run/useMakeRun';
import { Failure } from '../States';
import { nameOf, runRefusal } from './standing';
import { Before, Given } from './RunPreview';
import { wish } from './wish';

function useRunRule(rule: Rule) {
  const { id } = useProject();
  return useMakeRun({
    ask: (typed: string) =>
      ok(
        api.POST('/api/v1/projects/{project}/rules/{rule}/run', {
          params: { path: { project: id, rule: rule.id } },
          body: wish(rule.action, typed),
        }),
      ),
    told: { title: 'Accepted', message: `${rule.name} runs as soon as it may.` },
  });
}

/** What is wrong with what was typed, in the server's words. */
function atField(error: Error | null): string | null {
  if (!(error instanceof Problem)) return null;
  return error.fields.find(({ field }) => field === 'ref' || field === 'commit')?.message ?? null;
}

function Form({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const { role, environments } = useProject();
  const navigate = useNavigate();
  const run = useRunRule(rule);
  const [ref, setRef] = useState('main');
  const [typed, setTyped] = useState('');
  const { action } = rule;
  const target = nameOf(action.target_environment, environments);
  const isClone = action.type === 'clone';
  const named = needsRef(action);
  const wrong = atField(run.error);
  const missing =
    (isClone && typed.trim() !== target && `Type the target’s name, ${target}, first.`) ||
    (named && !ref.trim() && 'Name a branch, a tag or a commit first.') ||
    null;
  const refused = runRefusal(rule, role, environments) ?? missing;
  const start = () => {
    if (refused === null && !run.isPending)
      run.mutate(ref, {
        onSuccess: ({ page, there }) => (there ? void navigate(page, { replace: true }) : onClose()),
      });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <Stack>
        <Given rule={rule} />
        {named && (
          <TextInput
            label="Branch, tag or full commit"
            description={`It is looked up when the run is made, and that very commit goes to ${target}.`}
            value={ref}
            error={wrong}
            maxLength={255}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            onChange={(event) => {
              setRef(event.currentTarget.value);
              run.reset();
            }}
          />
        )}
        {isClone && (
          <TextInput
            label={`Type ${target} to confirm`}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        <Before rule={rule} />
        {run.error && !wrong && <Failure error={run.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <ActionButton
            refused={refused}
            loading={run.isPending}
            onClick={start}
            {...(isClone ? { color: 'red.9' } : {})}
          >
            {isClone ? `Overwrite ${target}` : `${ACTION[action.type]} to ${target}`}
          </ActionButton>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks what to run and says what it will do, before a manual rule runs. Afterwards it goes to the run. */
export function RunDialog({ rule, onClose }: { rule: Rule | undefined; onClose: () => void }) {
  return (
    <Modal
      opened={rule !== undefined}
      onClose={onClose}
      title={rule && `Run “${rule.name}”`}
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 0 }}
    >
      {rule && <Form key={rule.id} rule={rule} onClose={onClose} />}
    </Modal>
  );
}
