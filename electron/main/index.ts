import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
} from 'electron';
import { createStudio } from '#core/services/create-studio.ts';
import { startDesktop } from './desktop.ts';

const CHECK_RESULTS = 'PACK_STUDIO_CHECK_RESULTS';

void startDesktop({
  electron: { app, BrowserWindow, dialog, ipcMain, Menu, nativeTheme, protocol, screen, session, shell },
  process,
  createStudio,
  log: (line) => process.stderr.write(`pack-studio: ${line}\n`),
  checkResults: process.env[CHECK_RESULTS] === '1',
});
