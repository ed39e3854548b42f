# python3 rounding.py > rounding.csv
import platform
import random
from decimal import Decimal, ROUND_HALF_EVEN, localcontext

random.seed(20261124)
scores = [0.5, 0.25, 0.125, 0.0625, 0.375, 2.5, 3.5, 0.045, 0.055, 1e-3, 9.995e-4, 9.9951e-4, 0.99949999, 0.9995, 0.99951,
          0.1, 0.09999999999999999, 0.095, 1.0, 7.0, 12345.678, -0.0625, -2.5, -0.12345, 1e-12, 3.3e-310, 5e-324,
          123456789.5, 1234567890.5]
scores += [random.random() for _ in range(150)] + [random.random() ** 8 for _ in range(50)]
scores += [random.randint(0, 10 ** 6) / 10 ** 6 for _ in range(50)] + [random.gauss(0, 5) for _ in range(50)]
print(f"# python {platform.python_version()} decimal: Decimal(x) to so many digits, ROUND_HALF_EVEN, as the nearest double (float)")
print("score,digits,rounded")
for x in scores:
    for digits in (1, 2, 3, 4, 6, 9, 10, 15):
        with localcontext() as context:
            context.prec, context.rounding, context.Emin = digits, ROUND_HALF_EVEN, -999999
            print(f"{x!r},{digits},{float(+Decimal(x))!r}")
