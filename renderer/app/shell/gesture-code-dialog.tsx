import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { visibleName } from '../../ui/visible-name.ts';

/** Asks for the one-time code with which a person at the host confirms (architecture "Contract"). */
export function GestureCodeDialog(props: {
  readonly title: string;
  readonly answer: (code: string | undefined) => void;
}) {
  const { title, answer } = props;
  const [typed, setTyped] = useState('');
  // Printed codes have capitals only.
  const code = typed.trim().toUpperCase();
  const confirm = () => {
    if (code !== '') answer(code);
  };
  return (
    <Dialog
      size="narrow"
      title={visibleName(title)}
      onClose={() => answer(undefined)}
      foot={
        <>
          <span className="grow" />
          <Button onPress={() => answer(undefined)}>Cancel</Button>
          <Button
            kind="primary"
            unavailable={code === '' ? 'Enter the code first.' : undefined}
            onPress={confirm}
          >
            Confirm
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <TextField
          label="Enter the code that the terminal shows"
          value=""
          onInput={setTyped}
          onCommit={setTyped}
          maxLength={64}
          mono
          autoFocus
        />
      </form>
    </Dialog>
  );
}
