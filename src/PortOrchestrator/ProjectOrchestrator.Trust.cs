using PortOrchestrator.ConfigParsers;

namespace PortOrchestrator;

public sealed partial class ProjectOrchestrator
{
    /// <summary>Whether sessions and folder hooks may start this project's services.</summary>
    public ConfigurationTrust Trust => new(_surroundings, ConfigurationSource == ConfigurationSource.Settings ? _location.Files : [], async token =>
    {
        if (_loaded is null) await LoadAsync(runCommands: false, token).ConfigureAwait(false);
        return (Project, _loaded!.Result);
    });

    // Nothing of a configuration that has to be approved is run before it is, not even the commands that its reading takes.
    private async Task<LoadedConfiguration> AdmitAsync(UpOptions options, CancellationToken cancellationToken)
    {
        if (!options.OnlyIfApproved) return await RequireAsync(runCommands: true, cancellationToken).ConfigureAwait(false);
        var seen = await RequireAsync(runCommands: false, cancellationToken).ConfigureAwait(false);
        await Trust.RequireAsync(cancellationToken).ConfigureAwait(false);
        var loaded = await RequireAsync(runCommands: true, cancellationToken).ConfigureAwait(false);
        if (loaded != seen) await Trust.RequireAsync(cancellationToken).ConfigureAwait(false);
        return loaded;
    }

    private Task RecordApprovalAsync(UpOptions options, ConfigurationResult configuration, CancellationToken cancellationToken) =>
        options.OnlyIfApproved ? Task.CompletedTask : Trust.RecordAsync(Project, configuration, cancellationToken);
}
