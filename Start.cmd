@echo off
rem Opens the workbook by a double click. Close this window, or press Quit in the workbook, to end it.
setlocal EnableExtensions DisableDelayedExpansion
title Video Interaction Workbook
pushd "%~dp0" || goto nowhere
set "PROGRAM=run.py"
if exist "start.py" set "PROGRAM=start.py"
where py >nul 2>nul && py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && goto with_py
where python >nul 2>nul && python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && goto with_python
echo The workbook needs Python 3.11 or newer. Install it from python.org or the Microsoft Store and start again.
goto wait
:with_py
py -3 "%PROGRAM%" %*
goto ended
:with_python
python "%PROGRAM%" %*
:ended
if not errorlevel 1 goto done
:wait
echo.
pause
:done
popd
exit /b
:nowhere
echo This folder cannot be opened. Copy it to a place of your own, such as Documents, and start again.
pause
