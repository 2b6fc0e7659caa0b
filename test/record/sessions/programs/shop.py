"""What somebody tries in the interpreter."""

prices = {'apple': 1.20, 'banana': 0.80, 'cherry': 4.50}


def bill(**bought):
    """Prints a line for each fruit, and answers the sum."""
    total = 0
    for name, count in bought.items():
        price = prices[name] * count
        print(f'{count:3} {name:8} {price:7.2f}')
        total += price
    return round(total, 2)
