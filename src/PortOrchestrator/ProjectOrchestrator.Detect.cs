using PortOrchestrator.ConfigParsers.Detection;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    private const int MostNamed = 4;

    // Whoever asks in the home folder or on a whole disk is told at once that there is nothing.
    private const int LookAround = 10_000;

    private string DetectionCache => Path.Combine(Paths.Home, "detection", Project.Key + ".cache");

    /// <summary>
    /// Finds the services that the checkout seems to have, whether it has a configuration or not. Runs nothing of the project, and starts nothing:
    /// what was only detected never is. The project's own configuration files in the root folder are what it is run with, not evidence.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<DetectionResult> DetectAsync(CancellationToken cancellationToken = default) => DetectAsync(new DetectionOptions(), cancellationToken);

    /// <summary>
    /// Writes a configuration file of what was detected, for a person to review: every port is preferred, and a guess is disabled with its reason.
    /// </summary>
    /// <param name="options">Where and how.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PortOrchestratorException">
    /// There is a configuration already and <see cref="InitializeOptions.Overwrite"/> is not set, or the file cannot be written (<see cref="ErrorCode.InvalidArgument"/>).
    /// </exception>
    public async Task<InitializeResult> InitializeAsync(InitializeOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new InitializeOptions();
        var file = options.File is { } named ? Path.GetFullPath(named, _surroundings.WorkingDirectory) : Path.Combine(Project.Root, InitialConfiguration.FileName(options.Syntax));
        if (Project.Root.Length == 0)
            throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"The project '{Project.Name}' is only a name; name its folder.");
        if (!options.Overwrite) RequireNew(file, options.File is not null);
        var detection = await DetectAsync(new DetectionOptions { IgnoredFiles = [file] }, cancellationToken).ConfigureAwait(false);
        var text = InitialConfiguration.Write(detection, options.Syntax, Path.GetDirectoryName(file));
        if (!options.DryRun) await NewFile.WriteAsync(file, text, options.Overwrite, cancellationToken).ConfigureAwait(false);
        return new InitializeResult { File = file, Text = text, IsWritten = !options.DryRun, Detection = detection };
    }

    /// <summary>Says that there is no configuration, what the checkout seems to have, and how to make one of it.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<string> DescribeMissingConfigurationAsync(CancellationToken cancellationToken = default)
    {
        var from = _surroundings.Options.Project is null ? _surroundings.WorkingDirectory : Project.Root;
        var missing = $"No configuration was found in '{from}' or above, up to '{Project.Root}'.";
        if (Project.Root.Length == 0) return missing + " Name a file with --file.";
        var found = await DetectAsync(new DetectionOptions { MaxFiles = LookAround }, cancellationToken).ConfigureAwait(false);
        if (found.Services.Count == 0) return missing + " Create a .project-services.json there, or name one with --file.";
        var named = string.Join(", ", found.Services.Take(MostNamed).Select(s => $"{s.Name} ({s.Evidence.File})"));
        var more = found.Services.Count > MostNamed ? $" and {found.Services.Count - MostNamed} more" : "";
        return $"{missing} Detected, but never started by that: {named}{more}. "
            + "'portorch init' (New-ProjectConfiguration) writes them into a file for you to review; or name one with --file.";
    }

    private async Task<ConfigurationException> NotFoundAsync(ConfigurationResult result, CancellationToken cancellationToken) =>
        new(
            ErrorCode.ConfigurationNotFound,
            Project.Scope == ServiceScope.Machine
                ? $"There is no file of the machine's own services. Write them into '{MachineServicesFile.PathOf(_surroundings)}', with the keys of a project file."
                : await DescribeMissingConfigurationAsync(cancellationToken).ConfigureAwait(false),
            result.Diagnostics);

    // Looking creates nothing: a cache is kept where there is a state folder already.
    private Task<DetectionResult> DetectAsync(DetectionOptions options, CancellationToken cancellationToken) => new ProjectDetector(
        options with { CacheFile = Directory.Exists(Paths.Home) ? DetectionCache : null, TimeProvider = _surroundings.Options.TimeProvider },
        _surroundings.Options.LoggerFactory).DetectAsync(Project.Root, cancellationToken);

    private void RequireNew(string file, bool isNamed)
    {
        if (Path.Exists(file)) throw new PortOrchestratorException(ErrorCode.InvalidArgument, $"The file '{file}' exists already. Pass --force (-Force) to replace it.");
        if (!isNamed && _location.Source == ConfigParsers.ConfigurationSource.Discovered)
        {
            throw new PortOrchestratorException(
                ErrorCode.InvalidArgument,
                $"The project is configured by '{_location.Files[0]}' already. Name another file with -o (-OutFile), or pass --force (-Force) to write '{file}' beside it.");
        }
    }
}
