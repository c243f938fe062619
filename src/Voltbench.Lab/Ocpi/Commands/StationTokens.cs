using System.Security.Cryptography;
using System.Text;
using Voltbench.Csms;

namespace Voltbench.Lab.Ocpi.Commands;

/// <summary>Tokens of OCPI as stations take them.</summary>
internal static class StationTokens
{
    private const int MaxV16 = 20; // CiString20Type; a uid of OCPI has up to 36

    public static RemoteToken Of(CommandOrder order, bool isV16)
    {
        var uid = order.TokenUid ?? "";
        // Only a card was read by somebody; what an app sends is the CSMS's own (2.0.1 part 2, IdTokenEnumType).
        return new RemoteToken(isV16 && uid.Length > MaxV16 ? Short(uid) : uid, order.TokenType == "RFID" ? "ISO14443" : "Central");
    }

    /// <summary>A uid that is too long for 1.6 goes by a shorter name, always the same.</summary>
    private static string Short(string uid) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(uid.ToUpperInvariant())))[..MaxV16];
}
