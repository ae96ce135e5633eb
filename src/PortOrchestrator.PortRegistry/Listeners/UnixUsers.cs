using System.Globalization;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>Names of user ids from <c>/etc/passwd</c>.</summary>
internal static class UnixUsers
{
    /// <summary>The user's name, or the id in digits when the file does not know it.</summary>
    public static string NameOf(int userId, string passwd = "/etc/passwd")
    {
        var id = userId.ToString(CultureInfo.InvariantCulture);
        try
        {
            foreach (var line in File.ReadLines(passwd))
            {
                if (line.Split(':') is [var name, _, var entry, ..] && entry == id) return name;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The number still says who.
        }
        return id;
    }
}
