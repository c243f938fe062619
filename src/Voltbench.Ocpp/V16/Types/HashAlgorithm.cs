namespace Voltbench.Ocpp.V16.Types;

public enum HashAlgorithm
{
    SHA256,
    SHA384,
    SHA512,
}
