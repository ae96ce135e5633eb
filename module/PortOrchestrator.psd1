@{
  RootModule = 'PortOrchestrator.PowerShell.dll'
  ModuleVersion = '{{Version}}'
  GUID = '6e1f1d0b-9c1c-4c1e-8f9a-2d7b6b0c5a34'
  Author = 'The PortOrchestrator authors'
  CompanyName = 'PortOrchestrator'
  Copyright = 'Copyright (c) The PortOrchestrator authors. MIT licence.'
  Description = "Runs any project's services, healthy, on ports that nobody else on the machine has, and keeps them so: across projects, git worktrees and shells."
  PowerShellVersion = '7.4'
  CompatiblePSEditions = @('Core')
  FormatsToProcess = @('PortOrchestrator.format.ps1xml')
  TypesToProcess = @('PortOrchestrator.types.ps1xml')
  FunctionsToExport = @()
  CmdletsToExport = @(
    'Approve-ProjectConfiguration'
    'Clear-PortAllocation'
    'Clear-ProjectServiceLog'
    'ConvertTo-ProjectConfiguration'
    'Export-PortAllocation'
    'Get-PortAllocation'
    'Get-PortOrchestratorDiagnostic'
    'Get-PortOwner'
    'Get-ProjectApproval'
    'Get-ProjectConfiguration'
    'Get-ProjectService'
    'Get-ProjectServiceEnvironment'
    'Get-ProjectServiceGraph'
    'Get-ProjectServiceLog'
    'Get-ProjectSession'
    'Invoke-ProjectService'
    'New-PortAllocation'
    'New-ProjectConfiguration'
    'Register-ProjectSessionHook'
    'Remove-PortAllocation'
    'Restart-ProjectService'
    'Revoke-ProjectConfiguration'
    'Send-ProjectServiceSignal'
    'Set-ProjectServiceScale'
    'Start-ProjectService'
    'Start-ProjectServices'
    'Start-ProjectSession'
    'Stop-ProjectService'
    'Stop-ProjectServices'
    'Stop-ProjectSession'
    'Test-PortAvailable'
    'Test-ProjectConfiguration'
    'Unregister-ProjectSessionHook'
    'Update-ProjectServices'
    'Wait-ProjectService'
  )
  VariablesToExport = @()
  AliasesToExport = @()
  HelpInfoUri = 'https://github.com/portorchestrator/portorchestrator/releases'
  PrivateData = @{
    PSData = @{
      Tags = @('PSEdition_Core', 'Windows', 'Linux', 'MacOS', 'Ports', 'Services', 'Supervisor', 'Development', 'Worktree')
      LicenseUri = 'https://github.com/portorchestrator/portorchestrator/blob/main/LICENSE'
      ProjectUri = 'https://github.com/portorchestrator/portorchestrator'
      ReleaseNotes = 'https://github.com/portorchestrator/portorchestrator/blob/main/CHANGELOG.md'
      Prerelease = ''
    }
  }
}
