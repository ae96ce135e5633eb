using System.Buffers.Binary;
using System.Net;

namespace PortOrchestrator.PortRegistry.Listeners;

/// <summary>
/// Reads the tables that the IP helper of Windows fills in: a count, then rows of 32-bit numbers
/// (MIB_TCPROW_OWNER_PID, MIB_TCP6ROW_OWNER_PID, MIB_UDPROW_OWNER_PID, MIB_UDP6ROW_OWNER_PID).
/// </summary>
internal static class WindowsSocketRows
{
    private const int Listening = 2;

    /// <summary>Reads the rows that wait for peers. Rows that a short table cuts off are left out.</summary>
    /// <param name="table">The table.</param>
    /// <param name="protocol">The transport protocol.</param>
    /// <param name="v6">Whether the rows hold IPv6 addresses.</param>
    public static List<WindowsSocket> Parse(ReadOnlySpan<byte> table, PortProtocol protocol, bool v6)
    {
        var sockets = new List<WindowsSocket>();
        if (table.Length < 4) return sockets;
        var shape = Shape.Of(protocol, v6);
        var count = BinaryPrimitives.ReadUInt32LittleEndian(table);
        var rows = table[4..];
        for (; count > 0 && rows.Length >= shape.Size; count--, rows = rows[shape.Size..])
        {
            if (shape.State >= 0 && BinaryPrimitives.ReadUInt32LittleEndian(rows[shape.State..]) != Listening) continue;
            // The port lies in network order in the first half of its number.
            sockets.Add(new WindowsSocket(
                new IPAddress(rows.Slice(shape.Address, v6 ? 16 : 4)),
                BinaryPrimitives.ReadUInt16BigEndian(rows[shape.Port..]),
                BinaryPrimitives.ReadInt32LittleEndian(rows[shape.Pid..])));
        }
        return sockets;
    }

    /// <summary>Where the fields of a row lie, in bytes; there is no state where it is negative.</summary>
    private readonly record struct Shape(int Size, int State, int Address, int Port, int Pid)
    {
        public static Shape Of(PortProtocol protocol, bool v6) => (protocol, v6) switch
        {
            (PortProtocol.Tcp, false) => new(24, 0, 4, 8, 20),
            (PortProtocol.Tcp, true) => new(56, 48, 0, 20, 52),
            (_, false) => new(12, -1, 0, 4, 8),
            (_, true) => new(28, -1, 0, 20, 24),
        };
    }
}
