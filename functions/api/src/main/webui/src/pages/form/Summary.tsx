import { Alert, Anchor, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useHere } from './FormHere';
import type { FieldError } from '../../api/types';
import { fits, isPath, LABEL } from './values';

interface Props {
  errors: FieldError[];
  /** Grows with each attempt to save, and takes the focus here. */
  attempt: number;
}

/** Why the rule cannot be saved: each reason leads to its field, where the form shows one. */
export function Summary({ errors, attempt }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (errors.length === 0) return null;
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      color="red"
      variant="default"
      icon={<IconAlertTriangle aria-hidden />}
      title="It cannot be saved like this"
    >
      <List size="sm" spacing={4} className="break">
        {errors.map((error) => (
          <List.Item key={error.field + error.message}>
            <Reason error={error} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Reason({ error: { field, message } }: { error: FieldError }) {
  const { form } = useHere();
  if (!isPath(field) || !fits(field, form.values)) {
    return (
      <>
        {field && <b>{field}: </b>}
        {message}
      </>
    );
  }
  return (
    <>
      <Anchor component="button" type="button" inherit fw={600} onClick={() => form.getInputNode(field)?.focus()}>
        {LABEL[field]}
      </Anchor>
      : {message}
    </>
  );
}
