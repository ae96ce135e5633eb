<#
.SYNOPSIS
Builds, tests and packs PortOrchestrator.
.DESCRIPTION
Thin over dotnet; each task stops at the first command that fails. Works from any folder.
.EXAMPLE
./build.ps1 -Task Build, Test
#>
param(
    [ValidateSet('Build', 'Test', 'Pack', 'Module', 'Publish', 'Bench', 'Clean', 'Help')]
    [string[]] $Task = @('Build'),

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The platform of Publish, such as linux-x64; that of this machine without it.
    [string] $Runtime
)

# The language, .NET and native commands only: the script also runs where no PowerShell module is installed.
$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot

function Invoke-Tool([string] $program, [string[]] $arguments) {
    [Console]::Error.WriteLine("> $program $arguments")
    & $program @arguments
    if ($LASTEXITCODE -ne 0) { throw "'$program $arguments' failed with exit code $LASTEXITCODE." }
}

function Get-FullPath([string] $relative) {
    [IO.Path]::GetFullPath([IO.Path]::Combine($root, $relative))
}

function Get-Platform {
    if ($Runtime) { return $Runtime }
    $system = if ([OperatingSystem]::IsWindows()) { 'win' } elseif ([OperatingSystem]::IsMacOS()) { 'osx' } else { 'linux' }
    if ($system -eq 'linux' -and [Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier -match 'musl|alpine') { $system = 'linux-musl' }
    "$system-$([Runtime.InteropServices.RuntimeInformation]::OSArchitecture.ToString().ToLowerInvariant())"
}

$tasks = @{
    Build   = { Invoke-Tool dotnet @('build', (Get-FullPath 'PortOrchestrator.sln'), '-c', $Configuration, '--nologo') }
    Test    = { Invoke-Tool dotnet @('test', (Get-FullPath 'PortOrchestrator.sln'), '-c', $Configuration, '--nologo') }
    Pack    = { Invoke-Tool dotnet @('pack', (Get-FullPath 'PortOrchestrator.sln'), '-c', $Configuration, '--nologo') }
    Module  = { Invoke-Tool dotnet @('build', (Get-FullPath 'build/Module.proj'), "-p:Configuration=$Configuration", '--nologo') }
    Publish = {
        $platform = Get-Platform
        $folder = Get-FullPath "artifacts/bin/$platform"
        Invoke-Tool dotnet @('publish', (Get-FullPath 'src/PortOrchestrator.Host'), '-c', $Configuration, '-r', $platform, '-o', $folder, '--nologo')
    }
    Bench   = {
        # The figures are those of the native program, so it is built first.
        . $tasks.Publish
        Invoke-Tool dotnet @('run', '--project', (Get-FullPath 'tests/PortOrchestrator.Benchmarks'), '-c', 'Release')
    }
    Clean   = {
        $folders = [Collections.Generic.List[string]]::new()
        $folders.Add((Get-FullPath 'artifacts'))
        foreach ($area in 'src', 'tests', 'build', 'docs') {
            $top = Get-FullPath $area
            if (-not [IO.Directory]::Exists($top)) { continue }
            foreach ($project in [IO.Directory]::GetFiles($top, '*.csproj', [IO.SearchOption]::AllDirectories)) {
                foreach ($output in 'bin', 'obj') { $folders.Add([IO.Path]::Combine([IO.Path]::GetDirectoryName($project), $output)) }
            }
        }
        foreach ($folder in $folders) {
            if ([IO.Directory]::Exists($folder)) { [IO.Directory]::Delete($folder, $true) }
        }
    }
    Help    = {
        [Console]::Error.WriteLine('./build.ps1 [-Task] Build|Test|Pack|Module|Publish|Bench|Clean [-Configuration Debug|Release] [-Runtime linux-x64]')
        [Console]::Error.WriteLine('  Module   -> artifacts/module/PortOrchestrator    Publish -> artifacts/bin/<platform>/portorch    Pack -> artifacts/packages')
    }
}

foreach ($name in $Task) { . $tasks[$name] }
