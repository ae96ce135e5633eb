using System.Globalization;

namespace PortOrchestrator.ConfigParsers.Discovery;

/// <summary>Asks the real system. On Windows nothing is told: a drive has no mount borders that matter, and owners are ACLs.</summary>
internal sealed class SystemFileFacts : IFileFacts
{
    public string? Home
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return home.Length == 0 ? null : CanonicalPath.Of(home);
        }
    }

    public bool? IsTrustedOwner(string path)
    {
        if (UnixStat.Read(path) is not { } stat) return null;
        var me = UnixStat.EffectiveUser();
        if (stat.User == 0 || stat.User == me) return true;
        // As git does: under sudo the files of the user who called it are the user's own.
        var caller = Environment.GetEnvironmentVariable("SUDO_UID");
        return me == 0 && uint.TryParse(caller, NumberStyles.None, CultureInfo.InvariantCulture, out var user) && user == stat.User;
    }

    public long? DeviceOf(string path) => UnixStat.Read(path)?.Device;
}
