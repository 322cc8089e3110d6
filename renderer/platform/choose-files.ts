/**
 * Asks a person for files in the browser's own chooser; `onChosen` is called when some were chosen. The input stays in
 * the document until it is answered: a detached one may be collected while the person still looks for a file.
 */
export function chooseFiles(
  what: { readonly multiple: boolean; readonly accept?: string },
  onChosen: (files: readonly File[]) => void,
): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = what.multiple;
  input.accept = what.accept ?? '';
  input.hidden = true;
  input.addEventListener('cancel', () => input.remove());
  input.addEventListener('change', () => {
    input.remove();
    const files = [...(input.files ?? [])];
    if (files.length > 0) onChosen(files);
  });
  document.body.append(input);
  input.click();
}
