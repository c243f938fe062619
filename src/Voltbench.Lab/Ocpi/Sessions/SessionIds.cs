using System.Security.Cryptography;
using System.Text;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>
/// Ids of sessions and CDRs: a UUID that follows from the CPO and the transaction, so that the same transaction always has the same ids, also after a kill
/// before the commit, and that another database gives other ones.
/// </summary>
internal static class SessionIds
{
    /// <summary>36 characters.</summary>
    /// <param name="partyId">The CPO.</param>
    /// <param name="identity">Of the station.</param>
    /// <param name="reference">What tells its transactions apart.</param>
    public static string Session(long partyId, string identity, string reference) => Of("session", partyId, identity, reference);

    /// <inheritdoc cref="Session"/>
    public static string Cdr(long partyId, string identity, string reference) => Of("cdr", partyId, identity, reference);

    /// <summary>38 characters: 2.2.1 leaves three more than usual for it (mod_cdrs, CDR object, id).</summary>
    public static string Credit(string cdrId) => cdrId + "-C";

    private static string Of(string kind, long partyId, string identity, string reference)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}\n{partyId}\n{identity}\n{reference}"), hash);

        // Version 8 of RFC 9562: a name of one's own making.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
