namespace Voltbench.Lab.Ocpi.Outbox;

/// <summary>
/// Reads an object as it is now. Asked when a peer does not know the object of a PATCH, so that it gets it with PUT (transport_and_format,
/// PATCH), when a dead message is tried again, and when a peer is sent everything.
/// </summary>
public interface IWholeObject
{
    /// <summary>Name on the wire.</summary>
    string Module { get; }

    /// <summary>Null when there is no such object any more.</summary>
    /// <param name="partyId">Our party.</param>
    /// <param name="objectKey"><c>kind:id</c>.</param>
    /// <param name="ct">Ends it.</param>
    Task<WholeObject?> ReadAsync(long partyId, string objectKey, CancellationToken ct);
}

/// <summary>An object for a PUT.</summary>
/// <param name="Path">Behind the URL of the receiver, without a slash in front.</param>
/// <param name="Body">In the version of the party, UTF-8.</param>
public sealed record WholeObject(string Path, byte[] Body);
