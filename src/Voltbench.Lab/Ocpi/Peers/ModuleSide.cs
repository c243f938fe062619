namespace Voltbench.Lab.Ocpi.Peers;

/// <summary>The interface of a module that an endpoint implements (OCPI 2.2.1, version information, InterfaceRole). 2.1.1 has no word for it.</summary>
public enum ModuleSide : byte
{
    /// <summary>Of the owner of the data: it is pulled from here.</summary>
    Sender = 1,

    /// <summary>Of who is told: it is pushed to here.</summary>
    Receiver = 2,
}

public static class ModuleSides
{
    /// <summary>As on the wire.</summary>
    public static string Name(this ModuleSide side) => side == ModuleSide.Sender ? "SENDER" : "RECEIVER";

    /// <summary>Reads the name; false for anything else.</summary>
    public static bool TryParse(string? name, out ModuleSide side)
    {
        side = name switch
        {
            "SENDER" => ModuleSide.Sender,
            "RECEIVER" => ModuleSide.Receiver,
            _ => default,
        };
        return side != default;
    }
}
